import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { helmTraps, libraryOf } from '../../../../src/analyze/lint/helm/helm-trap.ts';

const LIBRARY = libraryOf([
  '{{ define "default" }}\n{{ .Values.enableServiceLinks | default true }}\n{{ end }}',
  '{{ define "field" }}enableServiceLinks: {{ .Values.enableServiceLinks }}{{ end }}{{ define "plain" }}{{ .Values.enableServiceLinks }}{{ end }}',
]);

/** Each trap as its action and what decides. */
function traps(template: string): string[] {
  return helmTraps(template, LIBRARY).map(({ offset, action, values, by }) => {
    expect(template.slice(offset, offset + action.length)).toBe(action);
    return `${action} ${values.join(' and ')} ${by}`;
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
  ['a variable with a default', '{{- $links := .Values.enableServiceLinks | default true }}\nenableServiceLinks: {{ $links }}', ['{{ $links }} .Values.enableServiceLinks default']],
  ['a variable that a block sets', '{{- $l := true }}{{- if .Values.enableServiceLinks }}{{- $l = .Values.enableServiceLinks }}{{- end }}\nenableServiceLinks: {{ $l }}', ['{{ $l }} .Values.enableServiceLinks default']],
  ['if around a variable', '{{- $l := .Values.enableServiceLinks }}{{- if $l }}\nenableServiceLinks: {{ $l }}\n{{- end }}', ['{{- if $l }} .Values.enableServiceLinks truth']],
  ['coalesce', 'enableServiceLinks: {{ coalesce .Values.pod.enableServiceLinks .Values.enableServiceLinks true }}', ['{{ coalesce .Values.pod.enableServiceLinks .Values.enableServiceLinks true }} .Values.pod.enableServiceLinks and .Values.enableServiceLinks default']],
  ['not (empty …)', '{{- if not (empty .Values.enableServiceLinks) }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{- end }}', ['{{- if not (empty .Values.enableServiceLinks) }} .Values.enableServiceLinks truth']],
  ['or', 'enableServiceLinks: {{ or .Values.enableServiceLinks true }}', ['{{ or .Values.enableServiceLinks true }} .Values.enableServiceLinks default']],
  ['or in a condition', '{{- if or .Values.enableServiceLinks .Values.force }}\nenableServiceLinks: true\n{{- end }}', ['{{- if or .Values.enableServiceLinks .Values.force }} .Values.enableServiceLinks truth']],
  ['default in the midst of a pipeline', 'enableServiceLinks: {{ .Values.enableServiceLinks | default true | toString | lower }}', ['{{ .Values.enableServiceLinks | default true | toString | lower }} .Values.enableServiceLinks default']],
  ['a default that is a text', 'enableServiceLinks: {{ default "true" .Values.enableServiceLinks | quote }}', ['{{ default "true" .Values.enableServiceLinks | quote }} .Values.enableServiceLinks default']],
  ['the value of all pods for that of one', 'enableServiceLinks: {{ .Values.pod.enableServiceLinks | default .Values.enableServiceLinks }}', ['{{ .Values.pod.enableServiceLinks | default .Values.enableServiceLinks }} .Values.pod.enableServiceLinks default']],
  ['ternary of a default', 'enableServiceLinks: {{ ternary true false (default true .Values.enableServiceLinks) }}', ['{{ ternary true false (default true .Values.enableServiceLinks) }} .Values.enableServiceLinks default']],
  ['a block for the value', 'enableServiceLinks: {{ if .Values.enableServiceLinks }}true{{ end }}', ['{{ if .Values.enableServiceLinks }} .Values.enableServiceLinks truth']],
  ['get', '{{- with (get .Values "enableServiceLinks") }}\nenableServiceLinks: {{ . }}\n{{- end }}', ['{{- with (get .Values "enableServiceLinks") }} .Values.enableServiceLinks truth']],
  ['index', '{{- if index .Values "enableServiceLinks" }}\nenableServiceLinks: true\n{{- end }}', ['{{- if index .Values "enableServiceLinks" }} .Values.enableServiceLinks truth']],
  ['the truth of dig', '{{- if (dig "enableServiceLinks" true .Values) }}\nenableServiceLinks: true\n{{- end }}', ['{{- if (dig "enableServiceLinks" true .Values) }} .Values.enableServiceLinks truth']],
  ['with in with', '{{- with .Values.pod }}{{- with .enableServiceLinks }}\nenableServiceLinks: {{ . }}\n{{- end }}{{- end }}', ['{{- with .enableServiceLinks }} .Values.pod.enableServiceLinks truth']],
  ['each of a list', '{{- range .Values.pods }}\nspec:\n  enableServiceLinks: {{ .enableServiceLinks | default true }}\n{{- end }}', ['{{ .enableServiceLinks | default true }} .Values.pods.[].enableServiceLinks default']],
  ['hasKey beside the truth', '{{- if and (hasKey .Values "enableServiceLinks") .Values.enableServiceLinks }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{- end }}', ['{{- if and (hasKey .Values "enableServiceLinks") .Values.enableServiceLinks }} .Values.enableServiceLinks truth']],
  ['eq true', '{{- if eq .Values.enableServiceLinks true }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{- end }}', ['{{- if eq .Values.enableServiceLinks true }} .Values.enableServiceLinks truth']],
  ['ne false', '{{- if ne .Values.enableServiceLinks false }}\nenableServiceLinks: true\n{{- end }}', ['{{- if ne .Values.enableServiceLinks false }} .Values.enableServiceLinks truth']],
  ['a mapping made in the template', '{{- if .Values.enableServiceLinks }}\n{{- toYaml (dict "enableServiceLinks" .Values.enableServiceLinks) }}\n{{- end }}', ['{{- if .Values.enableServiceLinks }} .Values.enableServiceLinks truth']],
  ['merge', '{{- toYaml (merge (dict "enableServiceLinks" .Values.enableServiceLinks) (dict "enableServiceLinks" true)) | nindent 6 }}', ['{{- toYaml (merge (dict "enableServiceLinks" .Values.enableServiceLinks) (dict "enableServiceLinks" true)) | nindent 6 }} .Values.enableServiceLinks default']],
  ['if around a named template', '{{- if .Values.enableServiceLinks }}\n{{ include "field" . | nindent 6 }}\n{{- end }}', ['{{- if .Values.enableServiceLinks }} .Values.enableServiceLinks truth']],
  ['a named template for the value', 'enableServiceLinks: {{ include "default" . }}', ['{{ include "default" . }} .Values.enableServiceLinks default']],
  ['what a named template is given', '{{- define "x" }}enableServiceLinks: {{ .links | default true }}{{ end }}\n{{ include "x" (dict "links" .Values.enableServiceLinks) }}', ['{{ .links | default true }} .links default']],
  ['kindIs of a default', '{{- if kindIs "bool" (default true .Values.enableServiceLinks) }}\nenableServiceLinks: {{ default true .Values.enableServiceLinks }}\n{{- end }}', ['{{ default true .Values.enableServiceLinks }} .Values.enableServiceLinks default']],
  ['a mapping that may be absent', 'enableServiceLinks: {{ (.Values.pod | default dict).enableServiceLinks | default true }}', ['{{ (.Values.pod | default dict).enableServiceLinks | default true }} .Values.pod.enableServiceLinks default']],
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
  ['hasKey of another mapping', '{{- if (hasKey .Values.pod "enableServiceLinks") }}\nenableServiceLinks: {{ .Values.pod.enableServiceLinks }}\n{{ end }}'],
  ['eq false', '{{ if eq .Values.enableServiceLinks false }}\nenableServiceLinks: false\n{{ end }}'],
  ['a text to compare with', '{{ if ne (toString .Values.enableServiceLinks) "" }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{ end }}'],
  ['ternary with hasKey', 'enableServiceLinks: {{ ternary .Values.enableServiceLinks true (hasKey .Values "enableServiceLinks") }}'],
  ['ternary with kindIs in front', 'enableServiceLinks: {{ kindIs "bool" .Values.enableServiceLinks | ternary .Values.enableServiceLinks true }}'],
  ['dig', 'enableServiceLinks: {{ dig "pod" "enableServiceLinks" true .Values }}'],
  ['a block for the value, with the value where it is there', 'enableServiceLinks: {{ if kindIs "invalid" .Values.enableServiceLinks }}true{{ else }}{{ .Values.enableServiceLinks }}{{ end }}'],
  ['toYaml of the value', 'enableServiceLinks: {{ .Values.enableServiceLinks | toYaml }}'],
  ['required', 'enableServiceLinks: {{ required "set it" .Values.enableServiceLinks }}'],
  ['not of what switches off', 'enableServiceLinks: {{ not .Values.disableServiceLinks }}'],
  ['ne false as the value', 'enableServiceLinks: {{ ne .Values.enableServiceLinks false }}'],
  ['eq true as the value', 'enableServiceLinks: {{ eq .Values.enableServiceLinks true }}'],
  ['and, which gives false', 'enableServiceLinks: {{ and .Values.enableServiceLinks .Values.on }}'],
  ['ternary of the value', 'enableServiceLinks: {{ ternary "true" "false" .Values.enableServiceLinks }}'],
  ['not (eq … nil)', '{{- if not (eq .Values.enableServiceLinks nil) }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{- end }}'],
  ['a variable that hasKey sets', '{{- $l := true }}{{- if hasKey .Values "enableServiceLinks" }}{{- $l = .Values.enableServiceLinks }}{{- end }}\nenableServiceLinks: {{ $l }}'],
  ['a named template for the value, which renders it', 'enableServiceLinks: {{ include "plain" . }}'],
  ['a named template that is not there', 'enableServiceLinks: {{ include "elsewhere" . }}'],
  ['a condition that is not there', '{{- if include "elsewhere" . }}\nenableServiceLinks: {{ .Values.enableServiceLinks }}\n{{- end }}'],
  ['tpl', 'enableServiceLinks: {{ tpl (toString .Values.enableServiceLinks) . }}'],
  ['get as the value', 'enableServiceLinks: {{ get .Values "enableServiceLinks" }}'],
  ['an action that nobody understands', 'enableServiceLinks: {{ .Values.enableServiceLinks | default true ? }}'],
])('has nothing against it: %s', (_, template) => {
  expect(traps(template)).toEqual([]);
}); // prettier-ignore

test('braces and ends in strings are none', () => {
  const template =
    '{{ if .Values.links }}{{ printf "}} {{ end }}" }}{{ `}}` }}\nenableServiceLinks: {{ .Values.links }}{{ end }}';
  expect(traps(template)).toEqual(['{{ if .Values.links }} .Values.links truth']);
});

test('what is large is tried, and what is too large left alone', () => {
  const block = '{{ if .Values.serviceLinks }}enableServiceLinks: {{ .Values.serviceLinks | default true }}\nspec:\n{{ end }}';
  expect(helmTraps(block.repeat(2000))).toHaveLength(2000);
  expect(helmTraps('{{ define "a" }}{{ include "a" . }}{{ include "a" . }}enableServiceLinks: {{ include "a" . }}{{ end }}')).toEqual([]);
  expect(helmTraps(`enableServiceLinks: {{ ${'('.repeat(5000)}.Values.enableServiceLinks${')'.repeat(5000)} | default true }}`)).toEqual([]);
}); // prettier-ignore

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
