/** How a report shall look; comes from flags and the terminal. */
export interface View {
  /** Width of the page. Reports are set for 80 and more; commands may be longer than a line. */
  columns: number;
  /** Whether ANSI colours may be used. */
  color: boolean;
  /** Show all sections, with whole lists where they would name the first few. */
  verbose?: boolean;
  /** Show these sections; without any, and not verbose, what answers the question on one screen. */
  sections?: readonly string[] | undefined;
  /** Show every variable that the report holds. */
  variables?: boolean;
  /** One report replaces the other on a screen. */
  live?: boolean;
}
