import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation from growing while `work` runs. What is parsed from a list dies at once; V8 would take
 * that for a reason to give it 80 MB, and gains nothing by them. Measured with 10,000 pods: 180 instead of 250 MB, in
 * the same time.
 */
export async function inSmallYoungGeneration<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString('--semi-space-growth-factor=1');
  try {
    return await work();
  } finally {
    // V8's own default.
    setFlagsFromString('--semi-space-growth-factor=2');
  }
}
