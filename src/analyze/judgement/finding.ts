import type { Certainty, EvidenceLine, Finding, Mend, Severity } from '../../contracts/report.ts';
import type { SubjectFinding } from '../../contracts/scan-report.ts';
import { FINDINGS, type FindingCode } from '../findings.ts';
import { worst } from '../severity.ts';

/**
 * A finding of a code, with the code's title. Where many workloads have it, `words` makes its words each time that
 * somebody reads them, from `Told` and other figures: whatever a closure can see is kept with the report, so it is
 * made where nothing large is in sight.
 */
export function finding(
  code: FindingCode,
  severity: Severity,
  words: Lazy<Words>,
  certainty?: Certainty,
): Found {
  return new Found({ code, severity, words, certainty });
}

/** A finding whose words are made once, for those that change or hand on parts of it. */
export function said<T extends Finding>(found: T): T {
  return found instanceof Found ? (found.toJSON() as Finding as T) : found;
}

/** What a finding says. A report tells the first message as its reason: what is dear beside that waits to be asked for. */
interface Words {
  message: string;
  evidence: Lazy<readonly (EvidenceLine | undefined)[]>;
  mends?: Lazy<readonly Mend[]>;
}

type Lazy<T extends object> = T | (() => T);

interface Parts {
  code: FindingCode;
  severity: Severity;
  words: Lazy<Words>;
  certainty: Certainty | undefined;
  /** What else there is to say. */
  more?: string;
}

type Subject = SubjectFinding['subject'];

/** What a rule finds: a code, how bad it is, and about what; its words are made when they are read. */
export class Found implements Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly certainty?: Certainty;
  /** Where below the pod template's `spec` it is: ['containers', 0, 'env', 2]. */
  field?: (string | number)[];
  subject?: Subject;
  readonly #words: Lazy<Words>;
  readonly #more: string;

  constructor({ code, severity, words, certainty, more = '' }: Parts) {
    this.code = code;
    this.severity = severity;
    if (certainty !== undefined) this.certainty = certainty;
    this.#words = words;
    this.#more = more;
  }

  get title(): string {
    return FINDINGS[this.code].title;
  }

  get message(): string {
    return this.#messageOf(made(this.#words));
  }

  get evidence(): EvidenceLine[] {
    return this.#said().evidence;
  }

  get mends(): Mend[] {
    return this.#said().mends;
  }

  at(field: (string | number)[]): this {
    this.field = field;
    return this;
  }

  about(subject: Subject): this & { subject: Subject } {
    return Object.assign(this, { subject });
  }

  /** The same with a further sentence, and at least as severe. */
  also(sentence: string, severity: Severity = 'ok'): Found {
    const found = new Found({
      code: this.code,
      severity: worst(this.severity, severity),
      words: this.#words,
      certainty: this.certainty,
      more: `${this.#more} ${sentence}`,
    });
    if (this.field !== undefined) found.field = this.field;
    return found;
  }

  /** With its words, as data: what JSON has of it. */
  toJSON(): Finding & { subject?: Subject } {
    const { code, severity, certainty, title, subject } = this;
    return {
      code,
      severity,
      certainty,
      title,
      ...this.#said(),
      ...(subject === undefined ? {} : { subject }),
    };
  }

  #said(): Pick<Finding, 'message' | 'evidence' | 'mends'> {
    const words = made(this.#words);
    const { evidence, mends = [] } = words;
    return {
      message: this.#messageOf(words),
      evidence: made(evidence).filter((line) => line !== undefined),
      mends: [...made(mends)],
    };
  }

  /** Where it is not certain, the message says so. */
  #messageOf({ message }: Words): string {
    const { certainty } = this;
    const doubt = certainty === undefined || certainty === 'certain' ? '' : ` How sure: ${certainty}.`;
    return message + doubt + this.#more;
  }
}

function made<T extends object>(lazy: Lazy<T>): T {
  return typeof lazy === 'function' ? lazy() : lazy;
}
