/** The version in package.json; put in by scripts/build.ts. */
declare const ENVAUDIT_VERSION: string;

/** The text of `kubectl envaudit --help`, rendered from the parser in src/commands by scripts/build.ts. */
declare const ENVAUDIT_HELP: string;
