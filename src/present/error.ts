import { REPORT_API_VERSION, type Problem } from '../contracts/report.ts';
import { toJson } from './json.ts';
import { line, render, styled, type Line } from './layout/lines.ts';
import { isCommand } from './layout/prose.ts';
import { printable, printableLines } from './text.ts';

const MAX = 4000;

/**
 * An error as text: what happened, then what to do next, indented. For `json` and `yaml` it is a document of kind
 * `Error`, so that a program that reads the output can read the failure too.
 */
export async function presentError(
  { code, message, hint }: Problem,
  { color, format }: { color: boolean; format?: string | undefined },
): Promise<string> {
  const document = { apiVersion: REPORT_API_VERSION, kind: 'Error', code, message, hint };
  if (format === 'json') return toJson(document);
  if (format === 'yaml') return (await import('./yaml.ts')).yaml(document);
  return render([errorLine(message), ...hintLines(hint)], { color });
}

function errorLine(message: string): Line {
  return line(styled('error', 'error:'), ` ${printable(message, { max: MAX })}`);
}

function hintLines(hint: string | undefined): Line[] {
  if (hint === undefined || hint === '') return [];
  return printableLines(hint, { max: MAX })
    .split('\n')
    .map((row) => line('  ', { text: row, style: isCommand(row) ? 'command' : undefined }));
}
