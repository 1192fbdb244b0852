/** Files that are carried as text: programs that run inside a container. */
declare module '*?raw' {
  const text: string;
  export default text;
}
