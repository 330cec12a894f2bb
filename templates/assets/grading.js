// The grading page with a script: it saves by itself, typing a comment pauses the recording and takes the time, and keys do what the mouse does.

const form = document.querySelector('[data-grading]');
const player = document.querySelector('[data-player]');
const status = document.querySelector('[data-save-status]');
const comments = document.querySelector('[data-comments]');

const SAVE_AFTER_MS = 1200;
const TRY_AGAIN_MS = 5000;
const STEP_SECONDS = 5;

for (const element of document.querySelectorAll('[data-with-script]')) element.hidden = false;

function timeCode(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.floor(seconds % 60)];
  const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, '0'));
  return parts[0] > 0 ? `${parts[0]}:${minutes}:${rest}` : `${parts[1]}:${rest}`;
}

const now = () => timeCode(player?.currentTime ?? 0);

// Saving: one request at a time, always the whole draft, with the version that this page knows.
let timer;
let saving = false;
let changed = false;
let stopped = false;

function later(wait = SAVE_AFTER_MS) {
  changed = true;
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

async function save() {
  if (saving || stopped || !changed) return;
  saving = true;
  changed = false;
  status.textContent = form.dataset.saving;
  try {
    const answer = await fetch(form.action, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams(new FormData(form)), keepalive: true });
    if (answer.status === 200) saved(await answer.json());
    else if (answer.status === 409 && (await answer.clone().json()).kind === 'stale') newer();
    else trouble();
  } catch {
    trouble();
  }
  saving = false;
  if (changed && !stopped) later();
}

function saved({ version, savedAt }) {
  form.elements.version.value = version;
  const at = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short', timeZone: form.dataset.timeZone }).format(new Date(savedAt));
  status.textContent = form.dataset.saved.replace('{at}', at);
}

function newer() {
  stopped = true;
  status.textContent = form.dataset.newer;
}

function trouble() {
  status.textContent = form.dataset.trouble;
  later(TRY_AGAIN_MS);
}

form.addEventListener('input', () => later());
form.addEventListener('change', () => later(200));
document.addEventListener('visibilitychange', () => document.hidden && save());
form.addEventListener('submit', () => {
  stopped = true;
  clearTimeout(timer);
});

// Comments: the blank row at the end takes the time when its first letter is typed.
const rows = () => [...comments.querySelectorAll('[data-comment]')];
const timeOf = (row) => row.querySelector('input');
const textOf = (row) => row.querySelector('textarea');

comments.addEventListener('input', ({ target }) => {
  if (target.tagName !== 'TEXTAREA') return;
  const row = target.closest('[data-comment]');
  if (row !== rows().at(-1) || target.value.trim() === '' || timeOf(row).value !== '') return;
  timeOf(row).value = now();
  player?.pause();
});

function blankRow() {
  const last = rows().at(-1);
  if (textOf(last).value.trim() === '') return last;
  const [from, to] = [rows().length - 1, rows().length];
  const row = last.cloneNode(true);
  for (const field of row.querySelectorAll('input, textarea')) {
    field.value = '';
    field.id = field.id.replace(/\d+$/, to);
    field.name = field.name.replace(`[${from}]`, `[${to}]`);
  }
  for (const label of row.querySelectorAll('label')) label.htmlFor = label.htmlFor.replace(/\d+$/, to);
  comments.append(row);
  return row;
}

function writeComment() {
  textOf(blankRow()).focus();
}

function finishComment() {
  writeComment();
  player?.play().catch(() => {});
}

document.querySelector('[data-add-comment]').addEventListener('click', finishComment);
comments.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  finishComment();
});

// Evidence: the moment that plays, added to a criterion.
function addTime(criterion) {
  const field = criterion.querySelector('input[name$="[evidence]"]');
  field.value = [field.value.trim(), now()].filter(Boolean).join(', ');
  later(200);
}

const criteria = [...document.querySelectorAll('[data-criterion]')];
for (const criterion of criteria) criterion.querySelector('[data-add-time]').addEventListener('click', () => addTime(criterion));

// Keys: only where no text is typed, and only when they are switched on (WCAG 2.2, 2.1.4). The choice stays on this device.
const KEPT = 'peerway.grading.keys';
const switchBox = document.querySelector('[data-shortcuts]');
switchBox.checked = localStorage.getItem(KEPT) !== 'off';
switchBox.addEventListener('change', () => localStorage.setItem(KEPT, switchBox.checked ? 'on' : 'off'));

const current = () => document.activeElement?.closest('[data-criterion]');

function go(step) {
  const at = criteria.indexOf(current());
  const to = criteria[at < 0 ? (step > 0 ? 0 : criteria.length - 1) : Math.min(Math.max(at + step, 0), criteria.length - 1)];
  to.querySelector('h3').focus();
  to.scrollIntoView({ block: 'nearest' });
}

function choose(points) {
  const level = current()?.querySelector(`input[type="radio"][value="${points}"]`);
  if (!level) return;
  level.checked = true;
  level.focus();
  later(200);
}

const seek = (seconds) => player && (player.currentTime = Math.max(0, player.currentTime + seconds));
const KEYS = {
  k: () => player && (player.paused ? player.play().catch(() => {}) : player.pause()),
  j: () => seek(-STEP_SECONDS),
  l: () => seek(STEP_SECONDS),
  c: () => {
    player?.pause();
    writeComment();
  },
  n: () => go(1),
  p: () => go(-1),
  t: () => current() && addTime(current()),
  1: () => choose(1),
  2: () => choose(2),
  3: () => choose(3),
  4: () => choose(4),
};

document.addEventListener('keydown', (event) => {
  const { target } = event;
  const typing = target.tagName === 'TEXTAREA' || target.tagName === 'SELECT' || (target.tagName === 'INPUT' && !['radio', 'checkbox'].includes(target.type));
  const act = KEYS[event.key.toLowerCase()];
  if (!act || typing || !switchBox.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
});
