// A signature on a page is the person's own legal name, typed by them.
import { Refusal } from '#libs/kernel';

export class SignatureDiffers extends Refusal {
  constructor(legalName: string) {
    super('invalid', { legalName }, 'signature');
  }
}

const key = (name: string): string => name.normalize('NFKC').replace(/[’‘ʼ`´]/gu, "'").replace(/\s+/gu, ' ').trim().toLocaleLowerCase('en');

/** Forgives capitals, blanks and the shape of an apostrophe, which keyboards choose; nothing else. @throws SignatureDiffers */
export function checkSignature(typed: string, legalName: string): void {
  if (key(typed) !== key(legalName)) throw new SignatureDiffers(legalName);
}
