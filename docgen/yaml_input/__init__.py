"""YAML files that people write, checked against a model, each problem at its line and column."""

from docgen.yaml_input.expected import AS_WRITTEN, written_like
from docgen.yaml_input.filling import Names, entry, filled
from docgen.yaml_input.paths import Location
from docgen.yaml_input.reading import read_as_meant, read_yaml
from docgen.yaml_input.source import YamlSource

__all__ = [
    "AS_WRITTEN",
    "Location",
    "Names",
    "YamlSource",
    "entry",
    "filled",
    "read_as_meant",
    "read_yaml",
    "written_like",
]
