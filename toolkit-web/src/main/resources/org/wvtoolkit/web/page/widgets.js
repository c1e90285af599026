/** Parts that several views share. */
import { el } from './dom.js';
import { t, formatScore, formatNumber, hasText } from './i18n.js';
import { icon } from './icons.js';
import { isTransient } from './problem.js';

const LONG_WORD = 20;

/** A link that makes a word the current one and keeps the view. */
function wordLink(app, word, options = {}) {
    return el(
        'a',
        {
            class: 'word-link',
            href: app.href(options.view, { word, ...options.parameters }),
            lang: options.lang,
            // Narrow columns cut long words off.
            title: word.length > LONG_WORD ? word : null,
        },
        breakable(word),
    );
}

/** A word that may be broken after its underscores, for example a phrase of a model. */
function breakable(word) {
    return word.split(/(?<=_)/u).flatMap((part, i) => (i ? [el('wbr'), part] : [part]));
}

/**
 * Ordered list of words with score bars.
 *
 * @param options `marked` (set of words to emphasize), `badge(word)` (short text or null), `limit` (largest score, 1
 *     by default)
 */
function scoreList(app, neighbours, { marked, badge, limit = 1, label } = {}) {
    return el(
        'ol',
        { class: 'score-list', 'aria-label': label },
        neighbours.map((neighbour) => {
            const note = badge?.(neighbour.word);
            return el(
                'li',
                {
                    class: marked?.has(neighbour.word) ? 'marked' : null,
                    title: neighbour.count ? t('occurrences', { n: formatNumber(neighbour.count) }) : null,
                },
                wordLink(app, neighbour.word),
                marked?.has(neighbour.word) ? el('span', { class: 'visually-hidden' }, t('sharedMark')) : null,
                note ? el('span', { class: 'badge' }, note) : null,
                scoreBar(neighbour.score / limit),
                el('span', { class: 'score' }, formatScore(neighbour.score)),
            );
        }),
    );
}

function scoreBar(share) {
    const width = Math.max(0, Math.min(1, share)) * 100;
    return el(
        'span',
        { class: 'bar', 'aria-hidden': 'true' },
        el('span', { style: { width: `${width.toFixed(1)}%` } }),
    );
}

/**
 * Describes a failure in the interface language. Unknown words come with their nearest spellings.
 *
 * @param options `replace(unknown word, chosen spelling)`, without which spellings link to the word; `retry()`, offered
 *     for failures that may be temporary
 */
function problemBox(app, problem, { replace, retry } = {}) {
    const known = hasText(`problem.${problem.code}`);
    const text = known ? t(`problem.${problem.code}`) : t('problem.internal');
    return el(
        'div',
        { class: 'problem', role: 'alert' },
        problem.unknown?.length
            ? problem.unknown.map(({ word, nearest }) =>
                  el(
                      'p',
                      {},
                      t('unknownWord', { word: clip(word) }),
                      nearest?.length ? [' ', t('nearestSpellings'), ' '] : null,
                      (nearest ?? []).map((other, i) => [
                          i ? ', ' : '',
                          replace
                              ? el(
                                    'button',
                                    { type: 'button', class: 'text-button', onclick: () => replace(word, other) },
                                    other,
                                )
                              : wordLink(app, other),
                      ]),
                  ),
              )
            : el('p', {}, text),
        problem.message &&
            !problem.unknown?.length &&
            (!known || problem.code === 'bad-parameter' || problem.code === 'model-unavailable')
            ? el('p', { class: 'problem-detail', lang: 'en' }, clip(problem.message, 300))
            : null,
        retry && isTransient(problem) ? button(t('retry'), retry, { class: 'button small' }) : null,
    );
}

/** Shortens a text to a number of characters, without cutting a surrogate pair. */
function clip(text, limit = 60) {
    const characters = [...text];
    return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : text;
}

function spinner(text) {
    return el('p', { class: 'busy' }, el('span', { class: 'spinner', 'aria-hidden': 'true' }), text ?? t('loading'));
}

function iconButton(name, label, onclick, attributes = {}) {
    return el(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick, ...attributes },
        icon(name),
    );
}

function button(text, onclick, attributes = {}) {
    return el('button', { type: 'button', class: 'button', onclick, ...attributes }, text);
}

let nextId = 0;

/** A labelled select; `choices` are `[value, text]`. */
function select(label, choices, value, onchange, attributes = {}) {
    const id = `select-${nextId++}`;
    return el(
        'div',
        { class: 'field', ...attributes },
        el('label', { for: id }, label),
        el(
            'select',
            { id, onchange: (event) => onchange(event.target.value) },
            choices.map(([choice, text]) => el('option', { value: choice, selected: choice === value }, text)),
        ),
    );
}

/** A labelled text area for a list of words. */
function wordsArea(label, value, hint) {
    const id = `words-${nextId++}`;
    const area = el('textarea', {
        id,
        rows: 2,
        spellcheck: 'false',
        autocapitalize: 'off',
        maxlength: 20_000,
        'aria-describedby': hint ? `${id}-hint` : null,
    });
    area.value = value;
    return {
        element: el(
            'div',
            { class: 'field wide' },
            el('label', { for: id }, label),
            area,
            hint ? el('p', { id: `${id}-hint`, class: 'hint' }, hint) : null,
        ),
        area,
    };
}

/** Heading of a view with one sentence of explanation. */
function viewHeading(title, explanation) {
    return el(
        'header',
        { class: 'view-heading' },
        el('h1', { tabindex: -1 }, title),
        explanation ? el('p', {}, explanation) : null,
    );
}

export { wordLink, scoreList, scoreBar, problemBox, spinner, iconButton, button, select, wordsArea, viewHeading, clip };
