import { FirstAdministrator, IdentityModule } from '#libs/identity';
import type { FirstStepContext } from './context.ts';
import { withServices } from './services.ts';

/** While nobody can let anybody in, whoever reads this console is given a link. A new one at each start: the one before stops working. */
export async function run(context: FirstStepContext): Promise<void> {
  const token = await withServices(context, [IdentityModule], (services) => services.get(FirstAdministrator).invite());
  if (token) context.say(`There is no administrator yet. This link makes one, once, within 24 hours:\n  ${context.settings.publicUrl}/first-administrator/${token}`);
}
