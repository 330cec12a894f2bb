import type { RolePlayOnOffer } from '#libs/assessment';
import { newId } from '#libs/kernel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPerson, CAST } from '../../support/cast.ts';
import { testSite, type TestSite, type Visitor } from '../../support/site.ts';
import { giveRole, SCENARIO, setStage } from './stage.ts';

export interface Scene {
  readonly site: TestSite;
  readonly folder: string;
  readonly offer: RolePlayOnOffer;
  readonly amirId: string;
  readonly amir: Visitor;
  readonly odile: Visitor;
  readonly stranger: Visitor;
  /** A trainee with an attempt; `agreed`: both said yes. */
  trainee(agreed?: boolean): Promise<{ id: string; browser: Visitor; attempt: string }>;
  /** Another attempt of somebody, as the course opens it; answers its id. */
  again(personId: string): Promise<string>;
  stop(): Promise<void>;
}

/** The pages with two instructors of one organization, one of another, and as many trainees as a test wants. */
export async function openScene(): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'peerway-scene-'));
  const site = await testSite({ PEERWAY_DATA: folder });
  const { database } = site.house;
  const { offer, here, elsewhere } = await setStage(database, site.clock);
  const instructor = async (name: string, organization: string): Promise<string> => {
    const id = await addPerson(database, name);
    await giveRole(database, id, 'instructor', organization);
    return id;
  };
  const amirId = await instructor(CAST.amir, here);
  const consent = async (browser: Visitor, attempt: string, party: string, name: string): Promise<void> =>
    void (await browser.post(`/role-plays/${attempt}/consents/${party}`, { name, agree: 'yes' }, `/role-plays/${attempt}`));
  const again = async (personId: string): Promise<string> => {
    const attempt = newId();
    const { scenarioVersionIds: [scenarioVersionId], rubricVersionId, moduleLineage, cohortId, organizationId } = offer;
    await database.read(
      `insert into role_play_attempts (id, person_id, role_play, scenario_version_id, rubric_version_id, title, competencies, module_lineage, module_slug, cohort_id, organization_id, opened_at) values ($1, $2, $3, $4, $5, $6, '{}', $7, $7, $8, $9, $10)`,
      [attempt, personId, SCENARIO.lineage, scenarioVersionId, rubricVersionId, SCENARIO.title, moduleLineage, cohortId, organizationId, site.clock.now()],
    );
    return attempt;
  };
  return {
    site,
    folder,
    offer,
    amirId,
    amir: await site.signedIn(amirId),
    odile: await site.signedIn(await instructor('Odile', here)),
    stranger: await site.signedIn(await instructor(CAST.cher, elsewhere)),
    async trainee(agreed = true) {
      const id = await addPerson(database, CAST.rosa);
      const browser = await site.signedIn(id);
      const attempt = await again(id);
      if (agreed) for (const [party, name] of [['trainee', 'Rosa'], ['partner', '王小明']] as const) await consent(browser, attempt, party, name);
      return { id, browser, attempt };
    },
    again,
    async stop() {
      await site.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
