// A time in the text leads to that moment of the recording on the same page.

const player = document.querySelector('[data-player]');

export function seekTo(seconds) {
  player.currentTime = seconds;
  player.focus();
  player.play().catch(() => {});
}

if (player) {
  for (const link of document.querySelectorAll('[data-seek]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      player.scrollIntoView({ block: 'nearest' });
      seekTo(Number(link.dataset.seek));
    });
  }
}
