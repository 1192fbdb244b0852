import type { Location, Log, Notification, ReportingDescriptor, Result } from 'sarif';
import type { Finding, Problem, Verdict } from '../../contracts/report.ts';
import { toJson } from '../json.ts';
import { printable, printableCommand } from '../text.ts';
import type { RuleTexts } from './rules.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
  ok: 'none',
  unknown: 'note',
} as const satisfies Record<Verdict, Result.level>;
const MAX = 4000;

/** A finding and where a reader of SARIF shall show it. */
export interface Located {
  finding: Finding;
  /** The message with what it is about. */
  text: string;
  location: Location;
  /** The same for the same finding in the same object. */
  fingerprint: string;
}

export interface SarifOptions {
  version: string;
  /** RFC 3339, for what was looked at at a certain time. */
  endTime?: string;
  results: readonly Located[];
  incomplete: readonly Problem[];
  rules: RuleTexts;
}

/** A log of SARIF 2.1.0 with one run (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
export function sarif({ version, endTime, results, incomplete, rules }: SarifOptions): string {
  const first = new Map<string, Finding>();
  for (const { finding } of results) if (!first.has(finding.code)) first.set(finding.code, finding);
  const codes = new Map(Array.from(first.keys(), (code, index) => [code, index]));
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'kubectl-envaudit',
            version: printable(version),
            rules: Array.from(first.values(), (finding) => descriptor(finding, rules)),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: incomplete.length === 0,
            ...(endTime === undefined ? {} : { endTimeUtc: printable(endTime) }),
            ...(incomplete.length === 0 ? {} : { toolExecutionNotifications: incomplete.map(notification) }),
          },
        ],
        results: results.map((located) => result(located, codes.get(located.finding.code) ?? 0)),
      },
    ],
  };
  return toJson(log);
}

function descriptor({ code, title, severity }: Finding, rules: RuleTexts): ReportingDescriptor {
  const known = Object.hasOwn(rules, code) ? rules[code] : undefined;
  return {
    id: printable(code),
    shortDescription: { text: printable(known?.title ?? title) || printable(code) },
    ...(known === undefined
      ? {}
      : { fullDescription: { text: known.why }, help: { text: `${known.why} ${known.todo}` } }),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result({ finding, text, location, fingerprint }: Located, ruleIndex: number): Result {
  const { code, severity, mends } = finding;
  const fixes = mends.map(({ title, command }) => ({
    title: printable(title),
    ...(command === undefined ? {} : { command: printableCommand(command, { max: MAX }) }),
  }));
  return {
    ruleId: printable(code),
    ruleIndex,
    kind: severity === 'ok' ? 'pass' : 'fail',
    level: LEVELS[severity],
    message: { text: plain(text) },
    locations: [location],
    partialFingerprints: { 'envaudit/v1': printable(fingerprint, { max: MAX }) },
    properties: { severity, ...(fixes.length === 0 ? {} : { mends: fixes }) },
  };
}

function notification({ code, message, hint }: Problem): Notification {
  return {
    level: 'warning',
    descriptor: { id: printable(code) || 'problem' },
    message: { text: plain(hint === undefined ? message : `${message} ${hint}`) },
  };
}

/** Without the `[text](target)` that a reader of SARIF would make a link of. */
function plain(text: string): string {
  return printable(text, { max: MAX }).replaceAll('](', '] (');
}
