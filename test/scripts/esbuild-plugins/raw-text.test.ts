import { describe, expect, test } from 'vitest';
import { shorten } from '../../../scripts/esbuild-plugins/raw-text.ts';

describe('shortening a program that runs in a container', () => {
  test.each([
    [
      'shell',
      'probe.sh',
      '# what it does\n\nx=1 # kept\n  # indented\necho "$x"\n',
      'x=1 # kept\necho "$x"\n',
    ],
    ['Python', 'probe.py', '# what\nimport os\n\nprint(1)\n', 'import os\nprint(1)\n'],
    ['PHP', 'probe.php', '# what\n// what\necho 1;\n', 'echo 1;\n'],
    ['text of another kind', 'words.txt', '# kept\n\n', '# kept\n\n'],
  ])('%s loses full-line comments and empty lines only', async (_language, path, text, expected) => {
    expect(await shorten(path, text)).toBe(expected);
  });

  test('JavaScript is minified without syntax newer than its own', async () => {
    const text =
      "// a comment\nvar value = process.env.X === undefined || process.env.X === null ? 'none' : process.env.X;\nconsole.log(value);\n";
    const short = await shorten('probe.cjs', text);
    expect(short.length).toBeLessThan(text.length);
    expect(short).not.toMatch(/\?\?|\?\.|=>/);
  });

  test.each([
    ['a here-document', 'probe.sh', 'cat <<EOF\n# data\nEOF\n'],
    ['a multi-line string', 'probe.py', 'x = """\n# data\n"""\n'],
  ])('the build refuses %s, in which a comment would be data', async (_what, path, text) => {
    await expect(shorten(path, text)).rejects.toThrow('cannot be dropped safely');
  });
});
