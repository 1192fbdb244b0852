const KEY = '"managedFields":[';

/**
 * Items of a list, as JSON text, without what their `managedFields` hold: a third of a pod's text, and more than a
 * third of the objects that parsing would make of it.
 *
 * That is certain without parsing: quotes within a JSON string have a backslash before them, and after its closing one
 * comes no letter, so that the marks looked for here stand nowhere but between strings; and `managedFields` hold no lists (see FieldsV1 in
 * https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.31/#fieldsv1-v1-meta), so that the first end of a
 * list is theirs. Text in which another item begins before such an end stays as it is.
 */
export function withoutManagedFields(text: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const found = text.indexOf(KEY, from);
    if (found < 0) return kept + text.slice(from);
    const start = found + KEY.length;
    const end = endOf(text, start);
    if (end === undefined) return kept + text.slice(from);
    kept += text.slice(from, start);
    from = end;
  }
}

/** Where the list that begins here ends: before the next field of the metadata, or of the object after these. */
function endOf(text: string, start: number): number | undefined {
  const mark = /\]\}?,"[a-z]/gi;
  mark.lastIndex = start;
  const end = mark.exec(text)?.index;
  return end === undefined || text.slice(start, end).includes('"metadata":') ? undefined : end;
}
