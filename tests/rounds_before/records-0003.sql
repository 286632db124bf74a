BEGIN TRANSACTION;
CREATE TABLE decisions (
	level VARCHAR(20) NOT NULL, 
	city VARCHAR(100) NOT NULL, 
	county VARCHAR(100) NOT NULL, 
	street VARCHAR(100) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	recommended BOOLEAN NOT NULL, 
	PRIMARY KEY (level, city, county, street, name)
);
INSERT INTO "decisions" VALUES('county','长沙市','岳麓区','示例麓南街道','示例甲社区',1);
INSERT INTO "decisions" VALUES('county','湘西土家族苗族自治州','吉首市','示例镇','示例乙社区',0);
INSERT INTO "decisions" VALUES('city','长沙市','岳麓区','示例麓南街道','示例甲社区',1);
CREATE TABLE docgen_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT docgen_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "docgen_version" VALUES('0003');
CREATE TABLE publicity (
	level VARCHAR(20) NOT NULL, 
	unit VARCHAR(200) NOT NULL, 
	first_day DATE NOT NULL, 
	PRIMARY KEY (level, unit)
);
INSERT INTO "publicity" VALUES('county','长沙市岳麓区','2017-09-11');
CREATE TABLE revocations (
	city VARCHAR(100) NOT NULL, 
	county VARCHAR(100) NOT NULL, 
	street VARCHAR(100) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	number VARCHAR(200) NOT NULL, 
	date DATE NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (city, county, street, name)
);
INSERT INTO "revocations" VALUES('长沙市','岳麓区','示例麓南街道','示例甲社区','湘人社函〔2018〕1号','2018-06-15','连续两年复查不达标');
CREATE TABLE submissions (
	id INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	file TEXT NOT NULL, 
	saved_at VARCHAR(40) NOT NULL, 
	kind VARCHAR(40), 
	city VARCHAR(100), 
	county VARCHAR(100), 
	street VARCHAR(100), 
	name VARCHAR(100), 
	accepted BOOLEAN NOT NULL, 
	record TEXT, 
	problems TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (sha256)
);
INSERT INTO "submissions" VALUES(1,'1111111111111111111111111111111111111111111111111111111111111111','completed/1.xlsx','2017-09-20','score-sheet','长沙市','岳麓区','示例麓南街道','示例甲社区',1,'{"answers": {"new_jobs_done": 5}, "community": ["长沙市", "岳麓区", "示例麓南街道", "示例甲社区"], "scores": {"1.1.1": "2"}, "standard": "hunan-2017 1", "total": "2"}','[]');
INSERT INTO "submissions" VALUES(2,'2222222222222222222222222222222222222222222222222222222222222222','completed/2.docx','2017-09-21','application','长沙市','岳麓区','示例麓南街道','示例甲社区',1,'{"community": ["长沙市", "岳麓区", "示例麓南街道", "示例甲社区"], "reviews": {}, "standard": "hunan-2017 1", "summary": "他写道：\"community\": [\"甲\"]。"}','[]');
INSERT INTO "submissions" VALUES(3,'3333333333333333333333333333333333333333333333333333333333333333','completed/3.docx','2017-09-22','application',NULL,NULL,NULL,NULL,0,NULL,'[{"code": "form.community-unknown", "facts": {"printed": "长沙 岳麓 某某 某某"}, "place": {"column": 2, "file": "completed/3.docx", "row": 1, "table": 1}}]');
COMMIT;
