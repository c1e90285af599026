/** Text input with word completion: a combobox with a list popup, as the ARIA Authoring Practices describe it. */
import { el, fill, debounce } from './dom.js';
import { t, formatNumber } from './i18n.js';

let nextId = 0;

/**
 * Builds a labelled input.
 *
 * @param options `label`, `value`, `placeholder`, `hideLabel`, `multiple` (completes the last word of a list),
 *     `choose(word)` (called when
 *     a completion is taken or, for a single word, Enter is pressed), `name`
 * @returns element with the properties `input` and `value`
 */
function completionInput(
    app,
    { label, value = '', placeholder = '', hideLabel = false, multiple = false, choose, name },
) {
    const id = `completion-${nextId++}`;
    const listbox = el('ul', {
        id: `${id}-list`,
        role: 'listbox',
        class: 'completion-list',
        'aria-label': label,
        hidden: true,
    });
    const input = el('input', {
        id,
        name,
        type: 'text',
        role: 'combobox',
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        maxlength: multiple ? 4_000 : 400,
        'aria-autocomplete': 'list',
        'aria-expanded': 'false',
        'aria-controls': listbox.id,
        placeholder,
        value,
    });
    let options = [];
    let active = -1;
    let pending = null;

    const lastToken = () => (multiple ? /[^\s,，、;；]*$/u.exec(input.value)[0] : input.value.trim());

    const close = () => {
        update.cancel();
        pending?.abort();
        pending = null;
        listbox.hidden = true;
        active = -1;
        input.setAttribute('aria-expanded', 'false');
        input.removeAttribute('aria-activedescendant');
    };

    const take = (word) => {
        if (multiple) {
            input.value = input.value.slice(0, input.value.length - lastToken().length) + word + ', ';
        } else {
            input.value = word;
        }
        close();
        choose?.(word);
    };

    const activate = (index) => {
        active = index;
        [...listbox.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === index)));
        if (index >= 0) {
            input.setAttribute('aria-activedescendant', listbox.children[index].id);
            listbox.children[index].scrollIntoView({ block: 'nearest' });
        } else {
            input.removeAttribute('aria-activedescendant');
        }
    };

    const update = debounce(async () => {
        const prefix = lastToken();
        pending?.abort();
        if (!prefix || document.activeElement !== input) {
            close();
            return;
        }
        const request = new AbortController();
        pending = request;
        try {
            const answer = await app.source.complete(app.model(), { prefix, limit: 8 }, request.signal);
            if (request.signal.aborted || document.activeElement !== input) {
                return;
            }
            options = answer.completions;
        } catch {
            if (request.signal.aborted) {
                return;
            }
            // Completion is an aid; the query itself reports what is wrong.
            options = [];
        }
        fill(
            listbox,
            options.map(({ word, count }, i) =>
                el(
                    'li',
                    {
                        id: `${id}-option-${i}`,
                        role: 'option',
                        'aria-selected': 'false',
                        onpointerdown: (event) => {
                            event.preventDefault();
                            take(word);
                        },
                    },
                    el('span', { class: 'completion-word' }, word),
                    count ? el('span', { class: 'completion-count' }, formatNumber(count)) : null,
                ),
            ),
        );
        listbox.hidden = !options.length;
        input.setAttribute('aria-expanded', String(options.length > 0));
        active = -1;
        input.removeAttribute('aria-activedescendant');
        app.announce(t('completions', { n: options.length }));
    }, 90);

    input.addEventListener('input', update);
    input.addEventListener('blur', close);
    input.addEventListener('keydown', (event) => {
        if (event.isComposing) {
            return;
        }
        if (event.key === 'ArrowDown' && listbox.hidden) {
            update();
        } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            const step = event.key === 'ArrowDown' ? 1 : -1;
            activate((active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length);
        } else if (event.key === 'Enter' && active >= 0) {
            event.preventDefault();
            take(options[active].word);
        } else if (event.key === 'Enter' && !multiple && choose && input.value.trim()) {
            event.preventDefault();
            close();
            choose(input.value.trim());
        } else if (event.key === 'Escape' && !listbox.hidden) {
            event.stopPropagation();
            close();
        }
    });

    const element = el(
        'div',
        { class: 'field completion' },
        el('label', { for: id, class: hideLabel ? 'visually-hidden' : null }, label),
        el('div', { class: 'completion-box' }, input, listbox),
    );
    return { element, input };
}

export { completionInput };
