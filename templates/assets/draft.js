// Keeps what is written in a form: two seconds after the last key, and on leaving a field. Never overwrites what was saved elsewhere: it says so and stops.
const WAIT_MS = 2000;

function keepDraft(form) {
  const status = form.querySelector('[data-draft-status]');
  const version = form.elements.namedItem('version');
  let timer;
  let saving = Promise.resolve();
  let changed = false;
  let stale = false;
  const say = (words) => (status.textContent = words);

  /** `waiverReasons[training]` becomes a field of `waiverReasons`. */
  const written = () => {
    const draft = { version: version.value, note: '', waiverReasons: {} };
    for (const [name, value] of new FormData(form)) {
      const reason = /^waiverReasons\[(.+)\]$/.exec(name);
      if (reason) draft.waiverReasons[reason[1]] = value;
      else if (name === 'note') draft.note = value;
    }
    return draft;
  };

  async function save() {
    if (!changed || stale) return;
    changed = false;
    say(form.dataset.saving);
    try {
      const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': form.elements.namedItem('_csrf').value };
      const response = await fetch(form.dataset.draft, { method: 'PUT', headers, body: JSON.stringify(written()) });
      if (!response.ok) throw new Error(String(response.status));
      const answer = await response.json();
      if (!answer.saved) {
        stale = true;
        return say(form.dataset.stale);
      }
      version.value = answer.version;
      say(`${form.dataset.saved} ${new Date(answer.at).toLocaleTimeString(document.documentElement.lang, { hour: 'numeric', minute: '2-digit' })}`);
    } catch {
      changed = true;
      say(form.dataset.failed);
      timer = setTimeout(queue, WAIT_MS * 5);
    }
  }

  /** One after another, so that each knows the version that the one before it made. */
  function queue() {
    clearTimeout(timer);
    saving = saving.then(save);
  }

  form.addEventListener('input', () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(queue, WAIT_MS);
  });
  form.addEventListener('focusout', queue);
  document.addEventListener('visibilitychange', queue);
}

for (const form of document.querySelectorAll('form[data-draft]')) keepDraft(form);
