import type { Api } from '../../../src/collect/diagnosis/api.ts';
import { EnvauditError } from '../../../src/errors.ts';

/** An API that answers from a table; what is not in it is not found. */
export interface FakeApi extends Api {
  /** Paths, lists with their selectors. */
  asked: string[];
}

/** Paths to answers: an object, a text, the items of a list, or an error to be thrown. */
export function fakeApi(answers: Record<string, unknown>): FakeApi {
  const asked: string[] = [];
  const answer = (path: string): unknown => {
    asked.push(path);
    if (!(path in answers)) throw refusal('not-found', `no ${path}`);
    const found = answers[path];
    if (found instanceof Error) throw found;
    return found;
  };
  const api: FakeApi = {
    asked,
    get: async (path) => answer(path),
    text: async (path) => answer(path) as string,
    async each(path, { fieldSelector, labelSelector }, take) {
      const selector = fieldSelector ?? labelSelector;
      const items = answer(selector === undefined ? path : `${path}?${selector}`) as unknown[];
      for (const item of items) if (take(item) === false) return;
    },
    within: () => api,
  };
  return api;
}

/** A failure as the cluster's code throws it. */
export function refusal(code: string, message = code): EnvauditError {
  return new EnvauditError(code, message);
}
