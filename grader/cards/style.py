"""How a calibration card looks, on a screen and on one sheet of A4."""

__all__ = ["STYLE"]

STYLE = """
@page { size: A4; margin: 12mm; }
* { box-sizing: border-box; }
body { font: 13px/1.4 sans-serif; color: #222; background: #fff; max-width: 980px;
  margin: 1.2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; margin: 0; }
h2 { font-size: 1.05em; margin: 0.9em 0 0.3em; }
header p { margin: 0.1em 0 0.7em; color: #555; }
p { margin: 0.3em 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 0.15em 0.6em 0.15em 0; vertical-align: top;
  border-bottom: 1px solid #ccc; }
.columns td { font-size: 0.92em; white-space: nowrap; }
.columns td:first-child { white-space: normal; overflow-wrap: anywhere;
  min-width: 5.2em; }
.columns td:last-child { white-space: normal; }
.columns th, .columns td { padding-right: 0.4em; }
.columns th { font-size: 0.92em; vertical-align: bottom; }
th { font-weight: 600; color: #555; }
ul { list-style: none; margin: 0.4em 0 0; padding: 0; }
li { margin: 0.15em 0; }
.verdict { border: 2px solid; border-left-width: 12px; padding: 0.5em 0.9em; }
.verdict h2 { font-size: 1.35em; margin: 0; }
.verdict.met { border-color: #007a5a; }
.verdict.open { border-color: #8a6100; }
.verdict.broken { border-color: #b84d00; }
.verdict table { margin-top: 0.4em; }
.verdict td, .verdict th { border: 0; padding: 0.1em 0.8em 0.1em 0; color: #222; }
.verdict td:first-child { white-space: nowrap; font-weight: 600; width: 5.5em; }
.verdict th { width: 4.5em; }
.verdict .broken td:first-child { color: #b84d00; }
.verdict .open td:first-child { color: #8a6100; }
.verdict .met td:first-child { color: #007a5a; }
.columns { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr));
  gap: 0 1.8em; }
.figures { display: grid; grid-template-columns: 1fr 1fr; gap: 1em; margin-top: 0.8em; }
figure { margin: 0; break-inside: avoid; }
figure img { width: 100%; height: auto; }
figcaption { font-weight: 600; text-align: center; }
.words { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
section { break-inside: avoid; }
@media (max-width: 640px) { .columns, .figures { grid-template-columns: 1fr; } }
@media print {
  body { margin: 0; padding: 0; max-width: none; font-size: 10.5px; line-height: 1.32; }
  .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 1.2em; }
  .figures { grid-template-columns: 1fr 1fr; margin-top: 0.5em; }
}
"""
