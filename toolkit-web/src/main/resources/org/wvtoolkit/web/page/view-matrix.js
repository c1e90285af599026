/** The cosine of every pair of a list of words. */
import { el, fill, download, tsvLine } from './dom.js';
import { t, formatScore } from './i18n.js';
import { FormView } from './form-view.js';
import { cosineColor } from './colors.js';
import { splitWords } from './router.js';
import { button, wordLink, wordsArea } from './widgets.js';

const LIMIT = 100;
const EXAMPLES = [
    [
        'cat',
        'dog',
        'horse',
        'cow',
        'car',
        'train',
        'bus',
        'ship',
        'red',
        'green',
        'blue',
        'yellow',
        'france',
        'germany',
        'spain',
        'italy',
    ],
];

class MatrixView extends FormView {
    constructor(app) {
        super(app, t('view.matrix'), t('matrixText'));
    }

    show() {
        const { words = [], sort = 'similarity' } = this.parameters;
        if (!this.changed(words, sort)) {
            return;
        }
        this.showForm(words, sort);
        if (words.length < 2) {
            const ids = this.app.maps.loaded(this.app.model(), 'umap')?.ids;
            const known = EXAMPLES.map((example) => (ids ? example.filter((word) => ids.has(word)) : example)).filter(
                (example) => example.length > 2,
            );
            this.clear(
                known.length
                    ? el(
                          'div',
                          { class: 'empty' },
                          el('p', {}, t('examples')),
                          el(
                              'ul',
                              { class: 'plain' },
                              known.map((example) =>
                                  el(
                                      'li',
                                      {},
                                      el(
                                          'a',
                                          { href: this.app.href('matrix', { words: example }) },
                                          example.join(', '),
                                      ),
                                  ),
                              ),
                          ),
                      )
                    : null,
            );
            return;
        }
        this.run(
            () => this.app.source.matrix(this.app.model(), { word: words.slice(0, LIMIT) }),
            (answer) => this.render(answer, sort),
            (word, other) => this.app.go('matrix', { words: words.map((item) => (item === word ? other : item)) }),
        );
    }

    showForm(words, sort) {
        const list = wordsArea(t('matrixWords'), words.join(', '), t('matrixWordsHint', { n: LIMIT }));
        const submit = (event) => {
            event.preventDefault();
            const chosen = [...new Set(splitWords(list.area.value))];
            if (chosen.length < 2) {
                list.area.focus();
                this.app.announce(t('atLeastTwo'));
                return;
            }
            this.app.go('matrix', { words: chosen.slice(0, LIMIT), word: null });
        };
        list.area.addEventListener('keydown', (event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
                submit(event);
            }
        });
        fill(
            this.form,
            el(
                'form',
                { class: 'matrix-form', onsubmit: submit },
                list.element,
                el(
                    'div',
                    { class: 'form-actions' },
                    el('button', { class: 'button primary' }, t('compute')),
                    el(
                        'label',
                        { class: 'check' },
                        el('input', {
                            type: 'checkbox',
                            checked: sort === 'similarity',
                            onchange: (event) => this.app.go('matrix', { sort: event.target.checked ? null : 'given' }),
                        }),
                        t('sortSimilar'),
                    ),
                ),
            ),
        );
    }

    render(answer, sort) {
        const order = sort === 'similarity' ? answer.order : answer.words.map((_, i) => i);
        const words = order.map((i) => answer.words[i]);
        const dense = words.length > 24;
        return [
            el(
                'div',
                { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': t('matrixLabel') },
                el(
                    'table',
                    { class: dense ? 'heat dense' : 'heat' },
                    el('caption', { class: 'visually-hidden' }, t('matrixLabel')),
                    el(
                        'thead',
                        {},
                        el(
                            'tr',
                            {},
                            el('td', {}),
                            words.map((word) => el('th', { scope: 'col' }, el('span', {}, word))),
                        ),
                    ),
                    el(
                        'tbody',
                        {},
                        order.map((i, row) =>
                            el(
                                'tr',
                                {},
                                el('th', { scope: 'row' }, wordLink(this.app, words[row])),
                                order.map((j) => {
                                    const value = answer.cosines[i][j];
                                    const { background, text } = cosineColor(value);
                                    return el(
                                        'td',
                                        {
                                            style: { background, color: text },
                                            title: `${answer.words[i]} · ${answer.words[j]}: ${formatScore(value)}`,
                                        },
                                        dense
                                            ? el('span', { class: 'visually-hidden' }, formatScore(value))
                                            : formatScore(value, 2),
                                    );
                                }),
                            ),
                        ),
                    ),
                ),
            ),
            el(
                'div',
                { class: 'card-actions' },
                button(
                    t('exportTsv'),
                    () => {
                        let text = tsvLine(['', ...words]);
                        order.forEach(
                            (i, row) => (text += tsvLine([words[row], ...order.map((j) => answer.cosines[i][j])])),
                        );
                        download('similarity.tsv', 'text/tab-separated-values;charset=utf-8', text);
                    },
                    { class: 'button small' },
                ),
            ),
        ];
    }
}

export { MatrixView };
