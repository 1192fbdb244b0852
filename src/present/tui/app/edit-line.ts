/** A line that is typed; the cursor stands before the character of that number. */
export interface EditedLine {
  text: string;
  cursor: number;
}

/** Longer texts are no filters and no commands. */
const LONGEST = 2000;

/** The line after a key; undefined where the key edits nothing. The same line where there is nothing to edit. */
export function editLine(line: EditedLine, key: string): EditedLine | undefined {
  const characters = Array.from(line.text);
  const before = characters.slice(0, line.cursor);
  const after = characters.slice(line.cursor);
  const typed = key === 'space' ? ' ' : key;
  if (Array.from(typed).length === 1) {
    return characters.length < LONGEST ? joined([...before, typed], after) : line;
  }
  switch (key) {
    case 'backspace':
      return joined(before.slice(0, -1), after);
    case 'delete':
      return joined(before, after.slice(1));
    case 'ctrl-u':
      return joined([], after);
    case 'ctrl-k':
      return joined(before, []);
    case 'ctrl-w':
      return joined(Array.from(before.join('').replace(/\S*\s*$/, '')), after);
    case 'left':
      return { ...line, cursor: Math.max(0, line.cursor - 1) };
    case 'right':
      return { ...line, cursor: Math.min(characters.length, line.cursor + 1) };
    case 'home':
    case 'ctrl-a':
      return { ...line, cursor: 0 };
    case 'end':
    case 'ctrl-e':
      return { ...line, cursor: characters.length };
    default:
      return undefined;
  }
}

/** A line with its cursor at the end. */
export function lineOf(text: string): EditedLine {
  return { text, cursor: Array.from(text).length };
}

function joined(before: readonly string[], after: readonly string[]): EditedLine {
  return { text: [...before, ...after].join(''), cursor: before.length };
}
