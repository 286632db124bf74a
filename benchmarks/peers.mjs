// docxtemplater and exceljs at work, as their users use them: each document from the file anew.
// Reads one request a line and answers each by a line; its argument is the folder of packages.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(`${process.argv[2]}/`);
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");
const ExcelJS = require("exceljs");

async function fillWord(template, values) {
  const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
  document.render(values);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

async function fillWorkbook(template, values) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(template);
  for (const [sheet, cells] of Object.entries(values)) {
    const worksheet = book.getWorksheet(sheet);
    for (const [cell, value] of Object.entries(cells)) worksheet.getCell(cell).value = value;
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

const prepared = {};
const WARM_UP = 2000; // milliseconds in which V8 has compiled what is used again and again

async function answer(request) {
  if (request.prepare) {
    const fill = request.prepare.startsWith("exceljs") ? fillWorkbook : fillWord;
    const template = Buffer.from(request.template, "hex");
    prepared[request.prepare] = { fill, template, values: request.values, next: 0 };
    const start = performance.now();
    while (performance.now() - start < WARM_UP) await fill(template, request.values[0]);
    return {};
  }
  const { fill, template, values } = prepared[request.run ?? request.made];
  if (request.made) return { document: (await fill(template, values[0])).toString("hex") };
  const start = performance.now();
  for (let time = 0; time < request.times; time++) {
    await fill(template, values[prepared[request.run].next++ % values.length]);
  }
  return { seconds: (performance.now() - start) / 1000 };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}
