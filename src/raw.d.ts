/** Files that are carried as text: programs that run inside a container. */
declare module '*?raw' {
  const text: string;
  export default text;
}

/** What `kubectl explain` shows of the demo's resources: JSON, compressed by Brotli, in base64. */
declare module 'virtual:openapi-schemas' {
  const text: string;
  export default text;
}

/** Small binary files, as text in base64. */
declare module '*?base64' {
  const text: string;
  export default text;
}
