import { Injectable, type PipeTransform } from '@nestjs/common';
import { isId, NotFound } from '#libs/kernel';

/** An address that holds no id leads nowhere, rather than to a fault of the database. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isId(value)) throw new NotFound('page');
    return value;
  }
}

/** The key of a page of a list, from its address. */
export const pageKey = (value: unknown): string | null => (isId(value) ? value : null);
