import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { helmTraps } from '../../../src/analyze/lint/helm-trap.ts';

/** Each trap as its action and what decides. */
function traps(template: string): string[] {
  return helmTraps(template).map(({ offset, action, value, by }) => {
    expect(template.slice(offset, offset + action.length)).toBe(action);
    return `${action} ${value} ${by}`;
  });
}

test.each<[string, string, string[]]>([
  ['with around the field', '{{- with .Values.enableServiceLinks }}\nenableServiceLinks: {{ . }}\n{{- end }}', ['{{- with .Values.enableServiceLinks }} .Values.enableServiceLinks truth']],
  ['if around the field', 'spec:\n  {{- if .Values.pod.enableServiceLinks }}\n  enableServiceLinks: {{ .Values.pod.enableServiceLinks }}\n  {{- end }}', ['{{- if .Values.pod.enableServiceLinks }} .Values.pod.enableServiceLinks truth']],
  ['with on one line', '{{ with .Values.links }}enableServiceLinks: {{ . }}{{ end }}', ['{{ with .Values.links }} .Values.links truth']],
  ['if around true', '{{ if .Values.enableServiceLinks }}\nenableServiceLinks: true\n{{ end }}', ['{{ if .Values.enableServiceLinks }} .Values.enableServiceLinks truth']],
  ['a variable', '{{ with $links := .Values.enableServiceLinks }}\nenableServiceLinks: {{ $links }}\n{{ end }}', ['{{ with $links := .Values.enableServiceLinks }} .Values.enableServiceLinks truth']],
  ['parentheses against nil', '{{ if (.Values.pod).enableServiceLinks }}\nenableServiceLinks: {{ (.Values.pod).enableServiceLinks }}\n{{ end }}', ['{{ if (.Values.pod).enableServiceLinks }} .Values.pod.enableServiceLinks truth']],
  ['and', '{{ if and .Values.on .Values.enableServiceLinks }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{ end }}', ['{{ if and .Values.on .Values.enableServiceLinks }} .Values.enableServiceLinks truth']],
  ['a quoted field', '{{ with .Values.enableServiceLinks }}\n"enableServiceLinks": {{ . }}\n{{ end }}', ['{{ with .Values.enableServiceLinks }} .Values.enableServiceLinks truth']],
  ['a trap in a right block', '{{ if .Values.on }}{{ with .Values.enableServiceLinks }}\nenableServiceLinks: {{ . }}\n{{ end }}{{ end }}', ['{{ with .Values.enableServiceLinks }} .Values.enableServiceLinks truth']],
  ['default true', 'enableServiceLinks: {{ .Values.enableServiceLinks | default true }}', ['{{ .Values.enableServiceLinks | default true }} .Values.enableServiceLinks default']],
  ['default true in front', 'enableServiceLinks: {{ default true .Values.enableServiceLinks }}', ['{{ default true .Values.enableServiceLinks }} .Values.enableServiceLinks default']],
])('finds %s', (_, template, expected) => {
  expect(traps(template)).toEqual(expected);
}); // prettier-ignore

test.each([
  ['the field is always rendered', 'enableServiceLinks: {{ .Values.enableServiceLinks }}'],
  ['hasKey', '{{ if hasKey .Values "enableServiceLinks" }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{ end }}'],
  ['kindIs', '{{- if kindIs "bool" .Values.enableServiceLinks }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{- end }}'],
  ['ne nil', '{{ if ne .Values.enableServiceLinks nil }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{ end }}'],
  ['not (kindIs "invalid")', '{{ if not (kindIs "invalid" .Values.enableServiceLinks) }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{ end }}'],
  ['or with a comparison', '{{ if or .Values.enableServiceLinks (eq .Values.enableServiceLinks false) }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{ end }}'],
  ['else renders it, too', '{{ if .Values.enableServiceLinks }}\nenableServiceLinks: true\n{{ else }}\nenableServiceLinks: false\n{{ end }}'],
  ['not, around false', '{{ if not .Values.enableServiceLinks }}\nenableServiceLinks: false\n{{ end }}'],
  ['a value that switches off', '{{ if .Values.disableServiceLinks }}\nenableServiceLinks: false\n{{ end }}'],
  ['with of what holds the value', '{{ with .Values.pod }}\nenableServiceLinks: {{ .enableServiceLinks }}\n{{ end }}'],
  ['another condition', '{{ if .Values.worker.enabled }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{ end }}'],
  ['a whole pod spec', '{{ with .Values.podSpec }}\n{{ toYaml . | nindent 6 }}\n{{ end }}'],
  ['default false', 'enableServiceLinks: {{ .Values.enableServiceLinks | default false }}'],
  ['a comment of YAML', '{{ with .Values.enableServiceLinks }}\n# enableServiceLinks: {{ . }}\n{{ end }}'],
  ['a comment of the template', '{{/* {{ with .Values.enableServiceLinks }}\nenableServiceLinks: {{ . }}\n{{ end }} */}}'],
  ['with around something else', '{{ with .Values.enableServiceLinks }}\nlabels: {links: "{{ . }}"}\n{{ end }}'],
  ['an action that is never closed', '{{ with .Values.enableServiceLinks\nenableServiceLinks: {{ . }}'],
])('has nothing against it: %s', (_, template) => {
  expect(traps(template)).toEqual([]);
}); // prettier-ignore

test('braces and ends in strings are none', () => {
  const template =
    '{{ if .Values.links }}{{ printf "}} {{ end }}" }}{{ `}}` }}\nenableServiceLinks: {{ .Values.links }}{{ end }}';
  expect(traps(template)).toEqual(['{{ if .Values.links }} .Values.links truth']);
});

test('any text is read without failing', () => {
  const words = [
    '{{',
    '}}',
    '{{ end }}',
    '{{ if .a }}',
    '{{ with .b }}',
    '{{ else }}',
    '{{ . }}',
    '{{/*',
    '*/',
  ];
  const part = fc.constantFrom(...words, '"', '`', '\nenableServiceLinks: ', ' ', 'a');
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      for (const { offset } of helmTraps(parts.join('')))
        expect(parts.join('').slice(offset, offset + 2)).toBe('{{');
    }),
  );
});
