import type { Problem } from '../../contracts/report.ts';
import { escapeMarkdown, markdownCode } from '../documents/markdown.ts';

/** What could not be seen, as a list; nothing where everything was. */
export function problemsMarkdown(problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [];
  const items = problems.map(({ code, message }) => `- ${escapeMarkdown(message)} (${markdownCode(code)})`);
  return ['### Not seen', '', ...new Set(items)];
}
