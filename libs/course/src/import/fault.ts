/** What is wrong in a file of the curriculum, so that its writer finds it: `modules/02-engagement/module.yaml:6 …`. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Gathers everything that is wrong before anybody is bothered with it; warnings do not stop an import. */
export class Faults {
  readonly faults: Fault[] = [];
  readonly warnings: Fault[] = [];

  add(file: string, line: number, message: string): void {
    this.faults.push({ file, line, message });
  }

  warn(file: string, line: number, message: string): void {
    this.warnings.push({ file, line, message });
  }
}

export const inWords = ({ file, line, message }: Fault): string => `${file}:${line} ${message}`;
