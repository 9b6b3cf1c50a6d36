(() => {
  const asked = /[?&]edition=(elder|standard)\b/.exec(location.search);
  let edition = asked ? asked[1] : null;
  try {
    if (edition) localStorage.setItem('edition', edition);
    else edition = localStorage.getItem('edition');
  } catch {
    // Storage is refused in some web-views; the address still decides.
  }
  document.documentElement.classList.add('scripted');
  if (edition === 'elder') document.documentElement.classList.add('elder');
})();
