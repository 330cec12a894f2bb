import type { HandlerTable } from './handler.ts';
import { ForgetOldKeys } from './house/forget-old-keys.handler.ts';

/** Who does which job. */
export const HANDLERS: HandlerTable = {
  'forget-old-keys': ForgetOldKeys,
};
