import type { LintReport, LocatedFinding } from '../../contracts/lint-report.ts';
import { counted } from '../../units.ts';
import { junit, type Case } from '../findings/junit.ts';
import { subjectWords } from '../findings/subject.ts';
import type { LintView } from './view.ts';

/** A suite per file with findings, a case per finding; one case that passes where nothing was found. */
export function junitLint({ findings, summary, incomplete }: LintReport, { failOn }: LintView): string {
  const byFile = Map.groupBy(findings, ({ location }) => location.file);
  const suites = Array.from(byFile, ([name, own]) => ({ name, cases: own.map(caseOf) }));
  const clean: Case = {
    name: `${counted(summary.workloads, 'workload')} without findings`,
    classname: 'lint',
    severity: 'ok',
    message: '',
    details: [],
  };
  return junit({
    failOn,
    incomplete,
    suites: suites.length === 0 && incomplete.length === 0 ? [{ name: 'lint', cases: [clean] }] : suites,
  });
}

function caseOf({ location, subject, code, severity, message, mends }: LocatedFinding): Case {
  const { file, line, column } = location;
  return {
    name: `${code} ${subjectWords(subject)} (${file}:${line}:${column})`,
    classname: file,
    severity,
    message,
    details: [
      `${file}:${line}:${column}`,
      ...mends.flatMap(({ title, command }) => (command === undefined ? [title] : [title, command])),
    ],
  };
}
