import { describe, expect, test } from 'vitest';
import { formats, OUTPUTS, present } from '../../src/present/index.ts';
import { isUnsafe } from '../../src/present/text.ts';
import { parse } from 'yaml';
import * as samples from './samples/index.ts';
import { report } from './samples/build.ts';

const { HOSTILE, ...reports } = samples;
const all = Object.entries(reports);
const view = { columns: 80, color: false };

describe('outputs', () => {
  test('every format has words for the help', () => {
    expect(formats).toEqual(['human', 'wide', 'name', 'json', 'yaml']);
    expect(Object.values(OUTPUTS).every(({ description }) => description.length > 10)).toBe(true);
  });

  test('without a format the report is for people', async () => {
    const human = await present(reports.slowNode, 'human', view);
    expect(await present(reports.slowNode, undefined, view)).toBe(human);
    expect(await present(reports.slowNode, '', view)).toBe(human);
  });

  test('an unknown format is refused with the names of the others', async () => {
    await expect(present(reports.slowNode, 'xml\u001b', view)).rejects.toMatchObject({
      code: 'usage',
      exitCode: 2,
      message: String.raw`unknown output format "xml\x1b"`,
      hint: 'One of: human, wide, name, json, yaml.',
    });
  });

  test('names of inherited properties are no formats', async () => {
    await expect(present(reports.slowNode, 'constructor', view)).rejects.toMatchObject({ code: 'usage' });
  });
});

describe.each(formats)('-o %s', (format) => {
  test.each(all)('%s: nothing in it moves the cursor or hides', async (_, sample) => {
    const text = await present(sample, format, view);
    expect(text.endsWith('\n')).toBe(true);
    expect(text.split('\n').filter(isUnsafe)).toEqual([]);
  });

  test('an empty report is told from an empty output', async () => {
    const text = await present(report([]), format, view);
    expect(text).toMatch(format === 'name' ? /^$/ : /No container was looked at|containers"?: ?\[\]/);
  });
});

describe('colours', () => {
  test.each(all)('%s: without them the words are the same', async (_, sample) => {
    const colored = await present(sample, 'human', { ...view, color: true });
    const plain = await present(sample, 'human', view);
    expect(colored).not.toBe(plain);
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
  });
});

describe('-o name', () => {
  test('names each pod once, in the order of the report', async () => {
    const [first, second] = reports.twelve.containers;
    if (first === undefined || second === undefined) throw new Error('the sample has changed');
    const text = await present(report([second, first, { ...second, container: 'sidecar' }]), 'name', view);
    expect(text).toBe(`pod/${second.pod}\npod/${first.pod}\n`);
  });
});

describe('-o json and -o yaml', () => {
  test.each(all)('%s: both read back as the report itself', async (_, sample) => {
    const data: unknown = JSON.parse(JSON.stringify(sample));
    expect(JSON.parse(await present(sample, 'json', view))).toEqual(data);
    const yaml = await present(sample, 'yaml', view);
    expect(parse(yaml, { version: '1.2' })).toEqual(data);
    expect(parse(yaml, { version: '1.1', schema: 'core' })).toEqual(data);
  });

  test('the text of a name that would act on a terminal is escaped, and still the same name', async () => {
    const json = await present(reports.hostile, 'json', view);
    expect(json).toContain(
      String.raw`web\u001b[2J\u001b]0;owned\u0007\r\nCRITICAL  pod/fake\u202egnp.exe\u200b\u009b31m\u2028x\u007f`,
    );
    expect(JSON.parse(json)).toMatchObject({ containers: [{ pod: HOSTILE }] });
  });

  test('words that YAML 1.1 takes for booleans or numbers are quoted', async () => {
    const [container] = reports.off.containers;
    if (container === undefined) throw new Error('the sample has changed');
    const yaml = await present(
      report([{ ...container, namespace: 'on', pod: 'no', node: '0x1f', target: '12:30' }]),
      'yaml',
      view,
    );
    expect(yaml).toContain('namespace: "on"');
    expect(yaml).toContain('pod: "no"');
    expect(yaml).toContain('node: "0x1f"');
    expect(yaml).toContain('target: "12:30"');
  });

  test('mends that several findings share are written out, not linked', async () => {
    expect(await present(reports.slowNode, 'yaml', view)).not.toMatch(/[&*]a\d/);
  });
});

describe('the report for people', () => {
  test.each([60, 80, 120, 163, 164, 200])(
    'keeps to %d columns; only commands are longer',
    async (columns) => {
      for (const sample of [
        reports.slowNode,
        reports.distroless,
        reports.nearLimit,
        reports.ghosts,
        reports.forbidden,
      ]) {
        const rows = (await present(sample, 'human', { ...view, columns })).split('\n');
        const long = rows.filter((row) => row.length > columns && !row.trim().startsWith('kubectl '));
        expect(long).toEqual([]);
      }
    },
  );

  test('names all Services when it is asked to be verbose', async () => {
    const text = await present(reports.slowNode, 'human', { ...view, verbose: true });
    expect(text).toContain('tenant-1997');
    expect(text).not.toContain('(--verbose lists them)');
  });

  test('lists every variable when it is asked to', async () => {
    const text = await present(reports.ghosts, 'human', { ...view, variables: true });
    expect(text).toContain('ALL VARIABLES\n  NAME ');
  });

  test('never shows a command in part', async () => {
    const command = reports.slowNode.containers[0]?.mends[0]?.command ?? '';
    const rows = (await present(reports.slowNode, 'human', { ...view, columns: 60 })).split('\n');
    expect(rows.map((row) => row.trim())).toContain(command);
  });
});
