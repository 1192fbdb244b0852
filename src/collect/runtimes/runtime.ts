/** How one runtime is recognised, started and timed inside a container. */
export interface Runtime {
  /** Goes into the evidence, and into variable names of the shell program: lower-case letters only. */
  id: string;
  /**
   * `language`: wins over a shell, as shells stand in front of applications; its program is its standard input.
   * `shell`: its program is evaluated by the shell that answers, and starts the executable as a child.
   */
  kind: 'language' | 'shell';
  /** Patterns of the shell's `case` for names of executables that are this runtime and can be started. */
  executables: readonly string[];
  /** Patterns for executables that embed it and cannot run a program of ours, such as `php-fpm*`. */
  embedders: readonly string[];
  /** What to look for on PATH when the process's own executable cannot be started. */
  commands: readonly string[];
  /** Arguments that make it read its program from standard input; the program's own follow. */
  flags: readonly string[];
  /** Variables that would load agents, debuggers or hooks into it: emptied for the probe. */
  cleared: readonly string[];
  /** Megabytes that must be free under the memory limit before it is started beside the application. */
  memory: number;
  /** See README.md for what a program gets and prints. */
  program: string;
}
