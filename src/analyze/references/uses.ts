import { declaredVariables } from '../../env/declared.ts';
import { linkNamesIn } from '../../env/link-names.ts';
import { assignedIn, numberNamesIn } from '../../env/number-places.ts';
import { referencesIn } from '../../env/references.ts';
import type { ContainerInventory } from '../../contracts/inventory.ts';

/** A name that a container's template uses and does not declare itself. */
export interface Use {
  name: string;
  /** `expanded`: kubelet puts the value in place of `$(NAME)`. `read`: the program or its shell looks it up. */
  how: 'expanded' | 'read';
  /** The shell has a value of its own for the case that there is none: `${NAME:-value}`. */
  optional: boolean;
  /** The number of a port must stand there. */
  number?: true;
}

/** A place of a template and what is used there. */
export interface Place {
  /** `the value of BASE_URL`, `args[2]`, `the liveness probe’s command`. */
  where: string;
  /** Below the container. */
  field: (string | number)[];
  uses: Use[];
}

/**
 * The names that `env`, command, arguments and exec probes of a container use. Names that the spec declares are left
 * out: for a value of `env` those before it and those of `envFrom` whose keys are known, for the others all of them.
 *
 * Rules: `makeEnvironmentVariables` and `ExpandContainerCommandAndArgs`,
 * https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/kubelet/kubelet_pods.go and
 * https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/kubelet/container/helpers.go
 */
export function placesOf(container: ContainerInventory): Place[] {
  return [...envPlaces(container), ...commandPlaces(container), ...probePlaces(container)].filter(
    ({ uses }) => uses.length > 0,
  );
}

/** What is looked at of a container; kubectl apply takes no more than 256 KiB of an object. */
const MOST_WORDS = 1000;
const MOST_CHARACTERS = 262_144;
/** Words before one that tell what it is: `redis-cli -h redis -p`. */
const MOST_BEFORE = 20;

function envPlaces({ env, envFrom }: ContainerInventory): Place[] {
  const known = new Set(declaredVariables({ env: [], envFrom }).variables.keys());
  return env.map(({ name, references = [], numbers = [] }, index) => {
    const uses = references
      .filter((each) => !known.has(each))
      .map((each) => withNumber(expanded(each), numbers.includes(each)));
    known.add(name);
    return { where: `the value of ${name}`, field: ['env', index, 'value'], uses };
  });
}

function commandPlaces(container: ContainerInventory): Place[] {
  const declared = declaredVariables(container).variables;
  let room = MOST_CHARACTERS;
  const places = (list: 'command' | 'args'): Place[] =>
    container[list].slice(0, MOST_WORDS).map((word, index, words) => {
      const text = word.slice(0, room);
      room -= text.length;
      const before = words.slice(Math.max(0, index - MOST_BEFORE), index).join(' ');
      return { where: `${list}[${index}]`, field: [list, index], uses: usesIn(text, declared, before) };
    });
  return [...places('command'), ...places('args')];
}

/** kubelet expands the commands of probes from the declared variables alone, so only what a shell reads is told. */
function probePlaces(container: ContainerInventory): Place[] {
  const declared = declaredVariables(container).variables;
  return container.execProbes.map(({ kind, command }) => {
    const isHook = kind === 'postStart' || kind === 'preStop';
    const line = command.slice(0, MOST_WORDS).join(' ').slice(0, MOST_CHARACTERS);
    return {
      where: isHook ? `the ${kind} hook’s command` : `the ${kind} probe’s command`,
      field: isHook ? ['lifecycle', kind, 'exec', 'command'] : [`${kind}Probe`, 'exec', 'command'],
      uses: usesIn(line, declared).filter(({ how }) => how === 'read'),
    };
  });
}

/** `$NAME`, `${NAME}` and what may follow, not `$$`, which a shell takes for its process ID. */
const SHELL = /(?<!\$)\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)(:?[-=+])?)/g;
/** `process.env.NAME`, `os.environ["NAME"]`, `getenv('NAME')`, `ENV["NAME"]`. */
const CODE =
  /(?:process\.env\.|(?:process\.env|environ|ENV)\[["']|(?:getenv|environ\.get|ENV\.fetch)\(["'])([A-Za-z_][A-Za-z0-9_]*)/g;

/** What stands in every text that uses a name: `$`, `getenv`, `environ`, `process.env`, `ENV`, or a link's own `_`. */
const SUSPICIOUS = /[$_]|env|ENV/;

function usesIn(text: string, declared: { has(name: string): boolean }, before = ''): Use[] {
  if (!SUSPICIOUS.test(text)) return [];
  const uses = new Map<string, Use>();
  const add = (use: Use): void => {
    const earlier = uses.get(use.name);
    if (earlier === undefined) uses.set(use.name, use);
    else if (earlier.optional && !use.optional) uses.set(use.name, use);
  };
  for (const name of referencesIn(text)) add(expanded(name));
  const rest = withoutReferences(text);
  for (const [, plain, braced, operator] of rest.matchAll(SHELL)) {
    add({ name: plain ?? braced ?? '', how: 'read', optional: operator !== undefined });
  }
  for (const [, name = ''] of rest.matchAll(CODE)) add({ name, how: 'read', optional: false });
  const named = new Set(uses.keys());
  for (const name of linkNamesIn(rest, MOST_NAMES)) {
    if (!named.has(name)) add({ name, how: 'read', optional: false });
  }
  const assigned = assignedIn(rest);
  const numbers = numberNamesIn(text, before);
  return [...uses.values()]
    .filter(({ name, how }) => !declared.has(name) && (how === 'expanded' || !assigned.has(name)))
    .slice(0, MOST_NAMES)
    .map((use) => withNumber(use, numbers.has(use.name)));
}

function withNumber(use: Use, number: boolean): Use {
  return number ? { ...use, number } : use;
}

/**
 * A text without $(NAME), and $$(NAME), which become text of their own. What else stands in $(…) is a command that a
 * shell runs, and may read names itself.
 */
function withoutReferences(text: string): string {
  return text.replaceAll(/\$\([\w.-]{1,300}\)/g, ' ');
}

/** Names of one place that are looked up. */
const MOST_NAMES = 200;

function expanded(name: string): Use {
  return { name, how: 'expanded', optional: false };
}
