import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { API } from 'typescript/unstable/sync';
import { schemaOf } from './schema-of.ts';

/** The contracts that are published as docs/NAME.schema.json, each with its interface in src/contracts/NAME.ts. */
const PUBLISHED = {
  comparison: 'Comparison',
  diagnosis: 'Diagnosis',
  'diagnosis-evidence': 'DiagnosisEvidence',
  evidence: 'Evidence',
  inventory: 'Inventory',
  'lint-report': 'LintReport',
  report: 'Report',
  'scan-report': 'ScanReport',
};

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The published schemas as the interfaces say them now: where each file is, and the text that it is to have. */
export async function publishedSchemas(): Promise<{ name: string; file: string; text: string }[]> {
  const style = await resolveConfig(fileURLToPath(import.meta.url));
  const schemas = generate();
  return Promise.all(
    schemas.map(async ({ name, schema }) => ({
      name,
      file: `${root}docs/${name}.schema.json`,
      text: await format(JSON.stringify(schema), { ...style, parser: 'json' }),
    })),
  );
}

function generate(): { name: string; schema: object }[] {
  const compiler = new API({ cwd: root });
  try {
    const [project] = compiler.updateSnapshot({ openProjects: [`${root}tsconfig.json`] }).getProjects();
    if (project === undefined) throw new Error(`the compiler found no project in ${root}`);
    return Object.entries(PUBLISHED).map(([name, type]) => ({
      name,
      schema: {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `urn:envaudit:v1:${name}`,
        ...schemaOf(project, `${root}src/contracts/${name}.ts`, type),
      },
    }));
  } finally {
    compiler.close();
  }
}
