// Beside a field for a day a button opens the browser's calendar; what is chosen there is written as Vietnamese write it.
const pad = number => String(number).padStart(2, '0');
const iso = text => {
  const [, day, month, year] = text.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/) || [];
  return year ? `${year}-${pad(month)}-${pad(day)}` : text.trim();
};

const begin = () => {
  for (const field of document.querySelectorAll('input[data-day]')) {
    if (field.dataset.day || !('showPicker' in HTMLInputElement.prototype)) continue;
    field.dataset.day = 'begun';
    const { content } = document.getElementById('day-words');
    const button = content.querySelector('button').cloneNode(true);
    const calendar = content.querySelector('input').cloneNode(true);
    button.addEventListener('click', () => {
      calendar.value = iso(field.value);
      calendar.showPicker();
    });
    calendar.addEventListener('change', () => {
      if (calendar.value) field.value = calendar.value.split('-').reverse().join('/');
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.focus();
    });
    field.after(button, calendar);
  }
};
document.addEventListener('htmx:load', begin);
begin();
