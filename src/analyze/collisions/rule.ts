import type { Certainty, Severity } from '../../contracts/report.ts';

/** An app, the variables that it takes for settings of its own, and what happens when a Service makes them. */
export interface CollisionRule {
  /** Unique; a rule of a user's with the id of a built-in one replaces that. */
  id: string;
  /** The app as its users call it. */
  app: string;
  /** Names of variables, or globs of them (`*` is any run of characters): `N8N_PORT`, `NEO4J_*`. */
  reads: readonly string[];
  /** How the app is told; one of these is enough. */
  match: CollisionMatch;
  severity: Severity;
  /** How sure it is where the app is told for certain; `certain` by default. `likely`: in some versions only. */
  certainty?: Certainty;
  /** What happens then, as a sentence: `It does not start: …`. */
  effect: string;
  /** The way out that suits this app best, as a sentence; those that always help are told anyway. */
  wayOut?: string;
  /** False where any value of the variable does harm, so that declaring it is no way out. */
  declarable?: boolean;
  /** Options of the command line that win over the variables: where one is given, nothing happens. */
  overriddenBy?: readonly string[];
  /** Globs of words of the command line and of names that the container declares: without any of them nothing happens. */
  onlyWith?: readonly string[];
  /** Where it was reported or is documented, https. */
  source?: string;
}

export interface CollisionMatch {
  /** Globs of the last path components of the image, without registry, tag and digest: `n8n`, `bitnami/redis`. */
  images?: readonly string[];
  /** Globs of the base names of programs, scripts, modules and classes that command and arguments run: `torchrun`. */
  commands?: readonly string[];
  /** Globs of names that the container declares: `SPRING_*`. */
  variables?: readonly string[];
  /** Ids of runtimes (java, python, …). They tell what the app may be: such a finding begins with "if". */
  runtimes?: readonly string[];
}
