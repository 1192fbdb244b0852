import { describe, expect, test } from 'vitest';
import { referenceRule } from '../../../src/analyze/references/reference-rule.ts';
import type {
  DeclaredVariableEvidence,
  EnvFromEvidence,
  ExecProbeEvidence,
} from '../../../src/contracts/evidence.ts';
import type { ContainerInventory } from '../../../src/contracts/inventory.ts';
import type { Severity } from '../../../src/contracts/report.ts';
import { service } from '../../env/services.ts';
import { templateOf, type Template } from '../template.ts';

const SERVICES = ['redis', 'orders-api'];

function found(container: Partial<ContainerInventory>, more: Template = {}) {
  return referenceRule(templateOf({ services: SERVICES, container, ...more }));
}

function value(name: string, ...references: string[]): DeclaredVariableEvidence {
  return { name, from: 'value', bytes: 10, ...(references.length > 0 ? { references } : {}) };
}

describe('env', () => {
  test('a reference to a link is told with its place and what to write instead', () => {
    const [finding, ...more] = found({
      env: [value('A'), value('URL', 'REDIS_SERVICE_HOST', 'REDIS_SERVICE_PORT')],
    });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'needs-service-links',
      severity: 'info',
      field: ['containers', 0, 'env', 1, 'value'],
      message:
        'The value of URL refers to $(REDIS_SERVICE_HOST) and $(REDIS_SERVICE_PORT), made by the Service redis. With service links off the text $(…) stays as it is.',
    });
    expect(finding?.mends[0]?.effect).toContain(
      'redis.shop.svc for REDIS_SERVICE_HOST and 8080 for REDIS_SERVICE_PORT',
    );
  });

  test('REDIS_PORT is a link where the Service is there', () => {
    expect(found({ env: [value('URL', 'REDIS_PORT')] })).toHaveLength(1);
    expect(found({ env: [value('URL', 'REDIS_PORT')] }, { services: ['orders-api'] })).toEqual([]);
  });

  test('the order decides: only what is declared before counts', () => {
    const reference = value('URL', 'REDIS_SERVICE_HOST');
    const declaration = value('REDIS_SERVICE_HOST');
    expect(found({ env: [declaration, reference] })).toEqual([]);
    expect(found({ env: [reference, declaration] })).toHaveLength(1);
  });

  test('a variable that refers to itself means what was there before', () => {
    expect(found({ env: [value('REDIS_SERVICE_HOST', 'REDIS_SERVICE_HOST')] })).toHaveLength(1);
  });

  test('known keys of envFrom come before all of env', () => {
    const env = [value('URL', 'REDIS_SERVICE_HOST')];
    expect(found({ env, envFrom: envFrom(['SERVICE_HOST']) })).toEqual([]);
    expect(found({ env, envFrom: envFrom(['OTHER']) })).toHaveLength(1);
  });

  test.each([
    ['variables of the API server', 'KUBERNETES_SERVICE_HOST'],
    ['what is no link', 'POD_IP'],
    ['the setting of an app', 'REDIS_SERVICE_PASSWORD'],
  ])('nothing is said of %s', (_, name) => {
    expect(found({ env: [value('A', name)] })).toEqual([]);
    expect(found({ env: [value('A', name)] }, { linksOn: false })).toEqual([]);
  });

  test('nor where other Services make them, too', () => {
    const services = [service('kubernetes', '10.96.7.7', 'https:443'), 'kubernetes-service'];
    const env = ['KUBERNETES_SERVICE_HOST', 'KUBERNETES_SERVICE_PORT', 'KUBERNETES_PORT'].map((name) =>
      value('A', name),
    );
    expect(found({ env }, { services })).toEqual([]);
    expect(found({ env }, { services, linksOn: false })).toEqual([]);
  });

  test('unknown keys of envFrom make it uncertain', () => {
    const keys = { known: false as const, problem: { code: 'forbidden', message: 'may not' } };
    const container = {
      env: [value('URL', 'REDIS_SERVICE_HOST')],
      envFrom: [{ kind: 'secret' as const, name: 'app', prefix: '', keys }],
    };
    expect(found(container)).toMatchObject([
      {
        severity: 'info',
        message: expect.stringContaining('whose keys are not known may declare it') as string,
      },
    ]);
    expect(found(container, { linksOn: false })).toMatchObject([{ severity: 'low' }]);
  });

  test('a Service kubernetes-dashboard is a Service like others', () => {
    const env = [value('A', 'KUBERNETES_DASHBOARD_SERVICE_HOST')];
    expect(found({ env }, { services: ['kubernetes-dashboard'] })).toHaveLength(1);
  });
});

describe('command and arguments', () => {
  test('all of env is declared before them', () => {
    const args = ['--redis=$(REDIS_SERVICE_HOST)'];
    expect(found({ args })).toMatchObject([{ field: ['containers', 0, 'args', 0] }]);
    expect(found({ args, env: [value('REDIS_SERVICE_HOST')] })).toEqual([]);
  });

  test.each([
    ['$NAME of a shell', 'redis-cli -h $REDIS_SERVICE_HOST'],
    ['${NAME} of a shell', 'redis-cli -h "${REDIS_SERVICE_HOST}"'],
    ['a name that only a Service tells to be a link', 'curl $REDIS_PORT'],
    ['process.env', 'node -e "connect(process.env.REDIS_PORT)"'],
    ['process.env[]', `node -e "connect(process.env['REDIS_PORT'])"`],
    ['os.environ', `python -c 'print(os.environ["REDIS_PORT"])'`],
    ['getenv', `php -r 'echo getenv("REDIS_PORT");'`],
    ['printenv', 'printenv REDIS_SERVICE_HOST'],
    ['a command that the shell runs first', 'echo $(nc $REDIS_SERVICE_HOST)'],
  ])('%s reads it', (_, script) => {
    const [finding, ...more] = found({ command: ['sh', '-c', script] });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'info', field: ['containers', 0, 'command', 2] });
    expect(finding?.message).toMatch(
      /^command\[2\] reads REDIS_\w+, made by the Service redis\. With service links off it is not set\.$/,
    );
  });

  test.each([
    ['escaped for kubelet', 'echo $$(REDIS_SERVICE_HOST)'],
    ['set in the script', 'REDIS_SERVICE_HOST=localhost; echo $REDIS_SERVICE_HOST'],
    ['the shell’s process ID before it', 'echo $$REDIS_PORT'],
    ['a command that a shell runs', 'echo $(hostname)'],
  ])('%s it is none', (_, script) => {
    expect(found({ command: ['sh', '-c', script] })).toEqual([]);
  });

  test('an exec probe’s shell reads it, but kubelet puts no link into its command', () => {
    expect(found({ execProbes: [probe(['sh', '-c', 'nc $REDIS_SERVICE_HOST'])] })).toMatchObject([
      { field: ['containers', 0, 'livenessProbe', 'exec', 'command'] },
    ]);
    expect(
      found({ execProbes: [{ kind: 'preStop', command: ['sh', '-c', 'nc $REDIS_SERVICE_HOST'] }] }),
    ).toMatchObject([{ field: ['containers', 0, 'lifecycle', 'preStop', 'exec', 'command'] }]);
    expect(found({ execProbes: [probe(['nc', '$(REDIS_SERVICE_HOST)'])] })).toEqual([]);
  });

  test('in an init container the path begins there', () => {
    const container = { type: 'init' as const, position: 2, args: ['$(REDIS_SERVICE_HOST)'] };
    expect(found(container)[0]?.field).toEqual(['initContainers', 2, 'args', 0]);
  });
});

describe('a place that needs a number and gets a URL', () => {
  test.each<[string, Partial<ContainerInventory>, Severity, (string | number)[]]>([
    ['an argument', { args: ['--redis-port=$(REDIS_PORT)'] }, 'high', ['args', 0]],
    ['an argument behind its option', { args: ['--port', '$(REDIS_PORT)'] }, 'high', ['args', 1]],
    [
      'the port of a URL',
      { env: [{ ...value('REDIS_URL', 'REDIS_PORT'), numbers: ['REDIS_PORT'] }] },
      'high',
      ['env', 0, 'value'],
    ],
    [
      'a shell’s default',
      { command: ['sh', '-c', 'nc -z redis ${REDIS_PORT:-6379}'] },
      'medium',
      ['command', 2],
    ],
    [
      'a default that a script keeps',
      { command: ['sh', '-c', 'REDIS_PORT=${REDIS_PORT:-6379}; nc -z redis $REDIS_PORT'] },
      'medium',
      ['command', 2],
    ],
    ['a program', { command: ['python', '-c', 'int(os.environ["REDIS_PORT"])'] }, 'medium', ['command', 2]],
    [
      'a probe',
      { execProbes: [probe(['sh', '-c', 'redis-cli -p $REDIS_PORT ping'])] },
      'medium',
      ['livenessProbe', 'exec', 'command'],
    ],
    ['X_PORT_n_TCP', { args: ['--port=$(REDIS_PORT_8080_TCP)'] }, 'high', ['args', 0]],
  ])('%s', (_, container, severity, field) => {
    const [finding, ...more] = found(container);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'variable-collision',
      severity,
      certainty: 'certain',
      field: ['containers', 0, ...field],
    });
    expect(finding?.message).toContain('needs the number of a port and gets a URL');
    expect(finding?.mends[0]?.effect).toMatch(/^8080 for REDIS_PORT/);
  });

  test('links off is a way out for what a shell reads, and none for what kubelet puts in', () => {
    const titles = (container: Partial<ContainerInventory>) =>
      found(container)[0]?.mends.map(({ title }) => title);
    const off = 'Turn service links off: enableServiceLinks: false';
    expect(titles({ args: ['nc redis ${REDIS_PORT:-6379}'] })).toContain(off);
    expect(titles({ args: ['--port=$(REDIS_PORT)'] })).not.toContain(off);
    expect(found({ args: ['nc redis ${REDIS_PORT:-6379}'] }, { linksOn: false })).toEqual([]);
    const [broken] = found({ args: ['--port=$(REDIS_PORT)'] }, { linksOn: false });
    expect(broken).toMatchObject({ code: 'needs-service-links', severity: 'high' });
    expect(broken?.mends.map(({ title }) => title)).toEqual(['Write the number of the port instead']);
  });

  test('unknown keys of envFrom make it possible only', () => {
    const keys = { known: false as const, problem: { code: 'forbidden', message: 'may not' } };
    const unread = [{ kind: 'secret' as const, name: 'app', prefix: '', keys }];
    expect(found({ args: ['--port=$(REDIS_PORT)'], envFrom: unread })).toMatchObject([
      { code: 'variable-collision', severity: 'low', certainty: 'possible' },
    ]);
  });

  test.each<[string, Partial<ContainerInventory>]>([
    ['a number', { args: ['--port=$(REDIS_SERVICE_PORT)', 'nc redis $REDIS_PORT_8080_TCP_PORT'] }],
    ['a URL that is wanted', { args: ['--redis=$(REDIS_PORT)'] }],
    ['a script that takes it apart', { args: ['nc redis ${REDIS_PORT##*:}'] }],
  ])('%s is a need for links', (_, container) => {
    const findings = found(container);
    expect(findings.length).toBeGreaterThan(0);
    for (const { code } of findings) expect(code).toBe('needs-service-links');
  });

  test.each<[string, Partial<ContainerInventory>]>([
    ['a declared variable', { args: ['--port=$(REDIS_PORT)'], env: [value('REDIS_PORT')] }],
    ['a key of envFrom', { args: ['nc redis ${REDIS_PORT:-6379}'], envFrom: envFrom(['PORT']) }],
    ['a Service that is not there', { args: ['nc db ${DB_PORT:-5432}'] }],
    ['a value of the script’s own', { args: ['REDIS_PORT=6379; nc redis $REDIS_PORT'] }],
  ])('%s is none', (_, container) => {
    expect(found(container)).toEqual([]);
  });
});

describe('with service links off', () => {
  test.each<[string, Partial<ContainerInventory>, Severity | undefined]>([
    ['a reference in env is broken', { env: [value('URL', 'REDIS_SERVICE_HOST')] }, 'high'],
    ['one that no Service makes, too', { env: [value('URL', 'GONE_SERVICE_HOST')] }, 'high'],
    ['an argument is broken', { args: ['$(REDIS_PORT_8080_TCP_ADDR)'] }, 'high'],
    ['what a shell reads is empty', { args: ['nc $REDIS_SERVICE_HOST'] }, 'medium'],
    ['without a Service somebody else may set it', { args: ['nc $GONE_SERVICE_HOST'] }, 'info'],
    ['a default is enough', { args: ['nc ${REDIS_SERVICE_HOST:-redis}'] }, undefined],
    [
      'a default in one place is not',
      { args: ['nc ${REDIS_SERVICE_HOST:-redis} || nc $REDIS_SERVICE_HOST'] },
      'medium',
    ],
    [
      'a declared one is fine',
      { env: [value('REDIS_SERVICE_HOST')], args: ['$(REDIS_SERVICE_HOST)'] },
      undefined,
    ],
  ])('%s', (_, container, severity) => {
    const findings = found(container, { linksOn: false });
    expect(findings.map((finding) => finding.severity)).toEqual(severity === undefined ? [] : [severity]);
    for (const { message } of findings) expect(message).toContain('service links are off');
  });
});

describe('what no Service makes', () => {
  test('is told where it looks like a link', () => {
    const [finding] = found({ env: [value('URL', 'GONE_SERVICE_HOST')] });
    expect(finding).toMatchObject({ severity: 'info' });
    expect(finding?.message).toContain('but no Service makes it: the text $(…) stays as it is.');
  });

  test('is not known where Services could not be listed', () => {
    const [finding] = found({ env: [value('URL', 'GONE_SERVICE_HOST')] }, { services: undefined });
    expect(finding?.message).toContain('the Services could not be listed');
  });
});

test.each([
  ['REDIS_SERVICE_HOST', 'redis.shop.svc'],
  ['REDIS_SERVICE_PORT', '6379'],
  ['REDIS_SERVICE_PORT_DB', '6379'],
  ['REDIS_PORT', 'tcp://redis.shop.svc:6379'],
  ['REDIS_PORT_6379_TCP', 'tcp://redis.shop.svc:6379'],
  ['REDIS_PORT_6379_TCP_ADDR', 'redis.shop.svc'],
  ['REDIS_PORT_6379_TCP_PORT', '6379'],
  ['REDIS_PORT_6379_TCP_PROTO', 'tcp'],
])('instead of %s: %s', (name, instead) => {
  const services = [service('redis', '10.96.0.9', 'db:6379')];
  const [finding] = found({ env: [value('A', name)] }, { services });
  expect(finding?.mends[0]?.effect).toContain(`${instead} for ${name}.`);
});

describe('hostile input', () => {
  test('thousands of references are bounded, and the rest is counted', () => {
    const env = Array.from({ length: 5000 }, (_, index) => value(`A${index}`, 'REDIS_SERVICE_HOST'));
    const findings = found({ env });
    expect(findings).toHaveLength(50);
    expect(findings.at(-1)?.message).toContain('4950 more places of this container use service links.');
  });

  test('one argument of megabytes', () => {
    const text = '$REDIS_PORT $(X '.repeat(300_000);
    expect(found({ args: [text, '$('.repeat(500_000), '${'.repeat(500_000)] }).length).toBeLessThanOrEqual(3);
  });

  test('names as long as one likes', () => {
    expect(found({ env: [value('A', `${'A_'.repeat(100_000)}SERVICE_HOST`)] })).toEqual([]);
  });
});

function envFrom(keys: string[]): EnvFromEvidence[] {
  return [{ kind: 'configmap', name: 'app', prefix: 'REDIS_', keys: { known: true, value: keys } }];
}

function probe(command: string[]): ExecProbeEvidence {
  return { kind: 'liveness', command, timeoutSeconds: 1, periodSeconds: 10 };
}
