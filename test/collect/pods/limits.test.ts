import { describe, expect, test } from 'vitest';
import { limitsOf } from '../../../src/collect/pods/limits.ts';

const limits = (cpu?: string, memory?: string) => ({
  limits: { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) },
});

describe('the limits that hold for a container', () => {
  test.each([
    ['its own', limits('300m', '64Mi'), undefined, { cpuLimit: 0.3, memoryLimit: 67_108_864 }],
    ['none', limits(), limits(), {}],
    ["its pod's", limits(), limits('2'), { cpuLimit: 2, limitsOfPod: ['cpu'] }],
    ["its own before its pod's", limits('1'), limits('2'), { cpuLimit: 1 }],
    [
      'its own for one, and its pod’s for the other',
      limits('1'),
      limits('2', '1Ki'),
      { cpuLimit: 1, memoryLimit: 1024, limitsOfPod: ['memory'] },
    ],
    ["its pod's where its own is 0", limits('0'), limits('500m'), { cpuLimit: 0.5, limitsOfPod: ['cpu'] }],
    ['none where nobody names a quantity', limits('many'), limits('-1x'), {}],
  ])('%s', (_name, container, pod, expected) => {
    expect(limitsOf(container, pod)).toEqual(expected);
  });
});
