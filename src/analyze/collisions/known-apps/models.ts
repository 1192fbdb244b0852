import type { CollisionRule } from '../rule.ts';
import { portRule } from './port-rule.ts';

/** Servers of models, and what people work on models with. */
export const MODELS: readonly CollisionRule[] = [
  portRule({
    id: 'jupyter',
    app: 'Jupyter',
    variable: 'JUPYTER_PORT',
    port: 8888,
    images: ['jupyter/*', '*-notebook', 'jupyterlab'],
    commands: ['jupyter', 'jupyter-*', 'start-notebook*'],
    source: 'https://github.com/jupyterlab/jupyterlab/issues/10576',
  }),
  portRule({
    id: 'langflow',
    app: 'Langflow',
    variable: 'LANGFLOW_PORT',
    port: 7860,
    images: ['langflow', 'langflow-backend'],
    source: 'https://github.com/langflow-ai/langflow-helm-charts/issues/26',
  }),
  portRule({
    id: 'langflow-runtime',
    app: 'Langflow',
    variable: 'LANGFLOW_RUNTIME_PORT',
    images: ['langflow', 'langflow-backend'],
    certainty: 'likely',
    effect:
      'Versions from 1.7.0 to March 2026 do not start: ValidationError of runtime_port. Newer ones take the port out of the URL.',
    wayOut: 'Rename the Service langflow-runtime, or declare LANGFLOW_RUNTIME_PORT with a port.',
    source: 'https://github.com/langflow-ai/langflow/pull/11968',
  }),
  portRule({
    id: 'gpustack',
    app: 'GPUStack',
    variable: 'GPUSTACK_WORKER_PORT',
    images: ['gpustack'],
    effect: 'The URL takes the place of a default of its configuration, and it ends before it runs.',
    source: 'https://github.com/gpustack/gpustack/pull/5908',
  }),
  {
    id: 'vllm',
    app: 'vLLM',
    reads: ['VLLM_PORT'],
    match: {
      images: ['vllm', 'vllm-openai*', 'vllm-cpu*', 'vllm-dev', 'vllm-tpu', '*-vllm'],
      commands: ['vllm', 'vllm.entrypoints.*'],
    },
    severity: 'high',
    effect: 'It refuses to start: VLLM_PORT “appears to be a URI”.',
    wayOut: 'Rename the Service: VLLM_PORT is a port for vLLM’s own processes and best left alone.',
    source: 'https://github.com/vllm-project/vllm/issues/34199',
  },
];
