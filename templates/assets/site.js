// Enhances what already works without it: focus on the list of faults, leaving quickly, a hint at unsaved changes.

/** After a form came back, reading starts at what has to be mended; a link in the list leads into its field, with the label in view. */
function guideToFaults() {
  const summary = document.querySelector('[data-error-summary]');
  if (!summary) return;
  summary.focus();
  summary.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    (field.closest('fieldset, .field') ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

/** Leaves at once and takes this page out of the history: by the button, or by Shift three times within five seconds. */
function offerQuickExit() {
  const link = document.querySelector('[data-quick-exit]');
  if (!link) return;
  const status = document.querySelector('[data-quick-exit-status]');
  const leave = () => {
    document.title = '\u200b';
    document.body.classList.add('leaving');
    history.replaceState(null, '', '/');
    location.replace(link.href);
  };
  let presses = 0;
  let timer;
  const forget = () => {
    presses = 0;
    status.textContent = '';
  };
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') presses = 0;
  });
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift') return;
    presses += 1;
    clearTimeout(timer);
    if (presses === 3) return leave();
    status.textContent = presses === 1 ? status.dataset.once : status.dataset.twice;
    timer = setTimeout(forget, 5000);
  });
}

/** Says that something typed is not saved yet. No dialog stands in the way of leaving. */
function hintAtUnsavedChanges(form) {
  const hint = form.querySelector('[data-unsaved-hint]');
  form.addEventListener('input', () => {
    if (hint) hint.hidden = false;
  });
}

guideToFaults();
offerQuickExit();
for (const form of document.querySelectorAll('form[data-unsaved]')) hintAtUnsavedChanges(form);
