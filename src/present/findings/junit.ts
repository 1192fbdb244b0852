import { VERDICTS, type Problem, type Severity, type Verdict } from '../../contracts/report.ts';
import { element, xml, type Element } from '../documents/xml.ts';

/** What fails a case where nobody said it with --fail-on. */
export const JUNIT_FAILS: Severity = 'high';

export interface Case {
  name: string;
  classname: string;
  severity: Verdict;
  /** One line. */
  message: string;
  /** More lines. */
  details: readonly string[];
}

export interface Suite {
  name: string;
  cases: readonly Case[];
}

export interface JunitOptions {
  suites: readonly Suite[];
  /** RFC 3339. */
  timestamp?: string;
  /** From which severity on a case fails. */
  failOn: Severity | undefined;
  incomplete: readonly Problem[];
}

/**
 * Suites of test cases in the form that Jenkins, GitLab and others read
 * (https://github.com/jenkinsci/xunit-plugin: junit-10.xsd). What could not be seen is a suite of errors of its own;
 * a case of unknown severity is skipped, with its reason.
 */
export function junit({ suites, timestamp, failOn = JUNIT_FAILS, incomplete }: JunitOptions): string {
  const all = [
    ...suites.map(({ name, cases }) => ({ name, children: cases.map((one) => written(one, failOn)) })),
    ...(incomplete.length === 0 ? [] : [{ name: 'not seen', children: incomplete.map(unseen) }]),
  ];
  const elements = all.map(({ name, children }) =>
    element(
      'testsuite',
      { name, ...counts(children), skipped: count(children, 'skipped'), timestamp, time: 0 },
      children,
    ),
  );
  const children = all.flatMap((suite) => suite.children);
  return xml(element('testsuites', { name: 'kubectl envaudit', ...counts(children), time: 0 }, elements));
}

function written({ name, classname, severity, message, details }: Case, failOn: Severity): Element {
  const outcome = outcomeOf(severity, failOn);
  const text = details.join('\n');
  const passed =
    text === '' && severity === 'ok' ? [] : [element('system-out', {}, [`${severity}: ${message}\n${text}`])];
  return element(
    'testcase',
    { name, classname, time: 0 },
    outcome === 'passed' ? passed : [element(outcome, { type: severity, message }, [text || message])],
  );
}

function outcomeOf(severity: Verdict, failOn: Severity): 'passed' | 'failure' | 'skipped' {
  if (severity === 'unknown') return 'skipped';
  return VERDICTS.indexOf(severity) >= VERDICTS.indexOf(failOn) ? 'failure' : 'passed';
}

function unseen({ code, message, hint }: Problem): Element {
  return element('testcase', { name: message, classname: code, time: 0 }, [
    element('error', { type: code, message }, [hint ?? message]),
  ]);
}

function counts(cases: readonly Element[]): { tests: number; failures: number; errors: number } {
  return { tests: cases.length, failures: count(cases, 'failure'), errors: count(cases, 'error') };
}

function count(cases: readonly Element[], outcome: string): number {
  return cases.filter(({ children }) =>
    children.some((child) => typeof child !== 'string' && child.name === outcome),
  ).length;
}
