/** Why two words are similar: shared contexts of a sparse model, and concordance lines from the corpus. */
import { el, fill } from './dom.js';
import { t, formatNumber, formatScore } from './i18n.js';
import { FormView } from './form-view.js';
import { completionInput } from './completion.js';
import { problemBox, scoreBar, spinner, wordLink } from './widgets.js';

const POLL_MILLIS = 1_500;

class WhyView extends FormView {
    constructor(app) {
        super(app, t('view.why'), t('whyText'));
        this.lines = el('section', { class: 'concordance' });
        this.root.append(this.lines);
    }

    show() {
        const { one = '', other = '' } = this.parameters;
        if (!this.changed(one, other)) {
            return;
        }
        this.showForm(one, other);
        clearTimeout(this.timer);
        if (!one) {
            this.clear();
            fill(this.lines);
            return;
        }
        const replace = (word, chosen) =>
            this.app.go('why', { one: one === word ? chosen : one, other: other === word ? chosen : other });
        if (other) {
            this.run(
                () => this.contexts(one, other),
                (answer) => this.render(answer),
                replace,
            );
        } else {
            this.clear(this.app.features.concordance ? null : el('p', { class: 'empty' }, t('whySecond')));
        }
        this.showLines(one, other);
    }

    showForm(one, other) {
        const { app } = this;
        const first = completionInput(app, { label: t('wordOne'), value: one });
        const second = completionInput(app, { label: t('wordOther'), value: other });
        const submit = (event) => {
            event.preventDefault();
            if (!first.input.value.trim()) {
                first.input.focus();
                return;
            }
            app.go('why', { one: first.input.value.trim(), other: second.input.value.trim(), word: null });
        };
        fill(
            this.form,
            el(
                'form',
                { class: 'inline-form', onsubmit: submit },
                first.element,
                second.element,
                el('button', { class: 'button primary' }, t('explain')),
            ),
        );
    }

    async contexts(one, other) {
        const { app } = this;
        if (app.modelInfo()?.kind === 'sparse') {
            return { kind: 'contexts', ...(await app.source.why(app.model(), { one, other, n: 25 })) };
        }
        const { cosines, words } = await app.source.matrix(app.model(), { word: [one, other] });
        const [mine, theirs] = await Promise.all(
            words.map((word) => app.source.similar(app.model(), { word, n: 100 })),
        );
        const scores = new Map(theirs.neighbours.map(({ word, score }) => [word, score]));
        const common = mine.neighbours
            .filter(({ word }) => scores.has(word))
            .map(({ word, score }) => ({ word, one: score, other: scores.get(word) }))
            .sort((a, b) => b.one + b.other - a.one - a.other)
            .slice(0, 15);
        return { kind: 'neighbours', one: words[0], other: words[1], cosine: cosines[0]?.[1] ?? 1, common };
    }

    render(answer) {
        const heading = el(
            'p',
            { class: 'sentence' },
            t('cosineOf', { one: answer.one, other: answer.other }),
            ' ',
            el('strong', {}, formatScore(answer.cosine)),
        );
        const table = (caption, headers, rows) =>
            el(
                'div',
                { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': caption },
                el(
                    'table',
                    { class: 'data' },
                    el('caption', {}, caption),
                    el('thead', {}, el('tr', {}, headers)),
                    el('tbody', {}, rows),
                ),
            );
        const numeric = (text) => el('th', { scope: 'col', class: 'number' }, text);
        if (answer.kind === 'neighbours') {
            return [
                heading,
                el('p', { class: 'hint' }, t('denseWhy')),
                answer.common.length
                    ? table(
                          t('commonNeighbours'),
                          [el('th', { scope: 'col' }, t('word')), numeric(answer.one), numeric(answer.other)],
                          answer.common.map(({ word, one, other }) =>
                              el(
                                  'tr',
                                  {},
                                  el('th', { scope: 'row' }, wordLink(this.app, word)),
                                  el('td', { class: 'number' }, formatScore(one)),
                                  el('td', { class: 'number' }, formatScore(other)),
                              ),
                          ),
                      )
                    : el('p', {}, t('noCommon')),
            ];
        }
        const most = Math.max(...answer.contexts.map(({ share }) => share), 1e-9);
        return [
            heading,
            table(
                t('sharedContexts', { n: formatNumber(answer.shared) }),
                [
                    el('th', { scope: 'col' }, t('context')),
                    el('td', { class: 'bar-cell' }),
                    numeric(t('share')),
                    numeric(answer.one),
                    numeric(answer.other),
                ],
                answer.contexts.map(({ word, position, share, one, other }) =>
                    el(
                        'tr',
                        {},
                        el(
                            'th',
                            { scope: 'row' },
                            wordLink(this.app, word),
                            position
                                ? el('span', { class: 'badge' }, position > 0 ? `+${position}` : `−${-position}`)
                                : null,
                        ),
                        el('td', { class: 'bar-cell' }, scoreBar(share / most)),
                        el('td', { class: 'number' }, `${formatNumber(100 * share, 1)} %`),
                        el('td', { class: 'number' }, formatScore(one, 2)),
                        el('td', { class: 'number' }, formatScore(other, 2)),
                    ),
                ),
            ),
        ];
    }

    async showLines(one, other) {
        const { app } = this;
        if (!app.features.concordance) {
            fill(
                this.lines,
                app.source.offline
                    ? null
                    : el('p', { class: 'hint' }, t('noCorpusHint'), ' ', el('code', {}, 'wv explore --corpus FILE')),
            );
            return;
        }
        const key = this.shownKey;
        fill(this.lines, el('h2', {}, t('concordance')), spinner());
        const load = async () => {
            try {
                const answer = await app.source.concordance({ word: other ? [one, other] : [one], limit: 40 });
                if (key !== this.shownKey) {
                    return;
                }
                fill(this.lines, this.renderLines(answer));
                if (answer.state === 'reading' && app.route.view === 'why') {
                    this.timer = setTimeout(load, POLL_MILLIS);
                }
            } catch (problem) {
                if (key === this.shownKey) {
                    fill(this.lines, el('h2', {}, t('concordance')), problemBox(app, problem, { retry: load }));
                }
            }
        };
        await load();
    }

    renderLines(answer) {
        return [
            el('h2', {}, t('concordance')),
            el(
                'p',
                { class: 'hint' },
                t('concordanceCount', { n: formatNumber(answer.total) }),
                answer.state === 'reading' ? [' ', t('corpusReading')] : null,
            ),
            answer.lines.length
                ? el(
                      'div',
                      { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': t('concordance') },
                      el(
                          'ul',
                          { class: 'lines' },
                          answer.lines.map(({ tokens, matches }) => this.line(tokens, matches)),
                      ),
                  )
                : el('p', {}, t('noOccurrence')),
        ];
    }

    line(tokens, matches) {
        const marked = new Set(matches);
        const pivot = matches[0] ?? 0;
        const render = (from, to) =>
            tokens
                .slice(from, to)
                .map((token, i) => (marked.has(from + i) ? el('mark', {}, token) : token))
                .flatMap((part) => [part, ' ']);
        return el(
            'li',
            {},
            el('span', { class: 'left' }, el('span', {}, render(0, pivot))),
            el('span', { class: 'pivot' }, render(pivot, pivot + 1)),
            el('span', { class: 'right' }, render(pivot + 1, tokens.length)),
        );
    }

    hide() {
        clearTimeout(this.timer);
    }
}

export { WhyView };
