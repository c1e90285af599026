/** The side panel: the card of the current word, or a description of the model where no word is chosen. */
import { el, fill } from './dom.js';
import { t, formatNumber } from './i18n.js';
import { scoreList, problemBox, spinner, wordLink, iconButton, clip } from './widgets.js';
import { icon } from './icons.js';

const COUNTS = [10, 20, 50, 100];
const TRAIL_LENGTH = 8;

class Card {
    constructor(app) {
        this.app = app;
        this.root = el('aside', { class: 'card', 'aria-label': t('cardLabel'), tabindex: -1 });
        this.neighbourCount = 20;
        this.trail = [];
        this.ticket = 0;
        /** The answer that is shown, or null; the views mark its neighbours. */
        this.answer = null;
    }

    /** Shows the current word of the address; keeps what is shown if it is the same. */
    async show() {
        const { app } = this;
        const word = app.route.parameters.word;
        const model = app.model();
        const key = JSON.stringify([model, word, this.neighbourCount]);
        if (key === this.shown) {
            this.refreshLinks();
            app.cardChanged(this.answer);
            return;
        }
        const ticket = ++this.ticket;
        this.shown = key;
        this.answer = null;
        if (!word) {
            fill(this.root, this.modelCard());
            app.cardChanged(null);
            return;
        }
        this.root.setAttribute('aria-busy', 'true');
        if (!this.root.childElementCount) {
            fill(this.root, spinner());
        }
        try {
            const answer = await app.source.word(model, { word, n: this.neighbourCount });
            if (ticket !== this.ticket) {
                return;
            }
            this.answer = answer;
            this.remember(answer.word);
            fill(this.root, this.wordCard(answer));
            app.announce(t('wordShown', { word: answer.word, neighbour: answer.neighbours[0]?.word ?? '–' }));
            app.cardChanged(answer);
        } catch (problem) {
            if (ticket === this.ticket) {
                this.shown = null;
                fill(
                    this.root,
                    el('h2', { class: 'card-word' }, clip(word, 80)),
                    problemBox(app, problem, { retry: () => this.show() }),
                    this.closeButton(),
                );
                app.cardChanged(null);
            }
        } finally {
            if (ticket === this.ticket) {
                this.root.removeAttribute('aria-busy');
                this.root.scrollTop = 0;
            }
        }
    }

    /** Links keep the current view: after a change of view their addresses differ. */
    refreshLinks() {
        for (const link of this.root.querySelectorAll('a.word-link')) {
            link.setAttribute('href', this.app.href(undefined, { word: link.textContent }));
        }
    }

    remember(word) {
        this.trail = this.trail.filter((other) => other !== word);
        this.trail.push(word);
        this.trail = this.trail.slice(-TRAIL_LENGTH);
    }

    closeButton() {
        return iconButton('close', t('closeCard'), () => this.app.go(undefined, { word: null }), {
            class: 'icon-button card-close',
        });
    }

    wordCard(card) {
        const { app } = this;
        const features = app.features;
        const facts = [
            [t('rank'), card.rank > 0 ? formatNumber(card.rank) : t('composed')],
            card.count > 0 ? [t('count'), formatNumber(card.count)] : null,
            card.perMillion > 0 ? [t('perMillion'), formatNumber(card.perMillion, card.perMillion < 10 ? 2 : 0)] : null,
            [t('norm'), formatNumber(card.norm, 2)],
        ].filter(Boolean);
        return [
            this.trail.length > 1
                ? el(
                      'nav',
                      { class: 'trail', 'aria-label': t('trail') },
                      this.trail
                          .slice(0, -1)
                          .map((word) => [wordLink(app, word), el('span', { 'aria-hidden': 'true' }, ' › ')]),
                  )
                : null,
            el('h2', { class: 'card-word' }, card.word),
            this.closeButton(),
            el(
                'dl',
                { class: 'facts' },
                facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))),
            ),
            el(
                'div',
                { class: 'card-actions' },
                el(
                    'a',
                    { class: 'button small to-map', href: app.href('map', { word: card.word }) },
                    icon('map'),
                    t('view.map'),
                ),
                features.wordnet
                    ? el(
                          'a',
                          { class: 'button small', href: app.href('wordnet', { word: card.word }) },
                          icon('wordnet'),
                          'WordNet',
                      )
                    : null,
                app.models.length > 1
                    ? el(
                          'a',
                          { class: 'button small', href: app.href('compare', { word: card.word }) },
                          icon('compare'),
                          t('view.compare'),
                      )
                    : null,
                features.concordance || app.modelInfo()?.kind === 'sparse'
                    ? el(
                          'a',
                          { class: 'button small', href: app.href('why', { one: card.word, other: null }) },
                          icon('why'),
                          t('view.why'),
                      )
                    : null,
                el(
                    'a',
                    { class: 'button small', href: app.href('analogy', { b: card.word, a: null, c: null }) },
                    icon('analogy'),
                    t('view.analogy'),
                ),
            ),
            el(
                'section',
                {},
                el(
                    'div',
                    { class: 'section-head' },
                    el('h3', {}, t('neighbours')),
                    el(
                        'select',
                        {
                            'aria-label': t('neighbourCount'),
                            onchange: (event) => {
                                this.neighbourCount = Number(event.target.value);
                                this.show();
                            },
                        },
                        COUNTS.map((n) => el('option', { value: n, selected: n === this.neighbourCount }, n)),
                    ),
                ),
                card.neighbours.length
                    ? scoreList(app, card.neighbours, { label: t('neighboursOf', { word: card.word }) })
                    : el('p', { class: 'hint' }, t('noNeighbours')),
            ),
            card.senses.length
                ? el(
                      'section',
                      {},
                      el('h3', {}, t('senses')),
                      el(
                          'ol',
                          { class: 'senses', lang: features.wordnetLanguage },
                          card.senses.map((sense) =>
                              el(
                                  'li',
                                  {},
                                  el('span', { class: 'pos' }, t(`pos.${sense.partOfSpeech}`)),
                                  ' ',
                                  el(
                                      'a',
                                      {
                                          href: app.href('wordnet', { sense: sense.id, word: card.word }),
                                          class: 'sense-words',
                                      },
                                      sense.words.join(', '),
                                  ),
                                  el('p', { class: 'gloss' }, sense.definition),
                              ),
                          ),
                      ),
                  )
                : null,
        ];
    }

    modelCard() {
        const { app } = this;
        const info = app.modelInfo();
        if (!info) {
            return [el('h2', {}, t('noModel'))];
        }
        const facts = [
            info.words === undefined ? null : [t('words'), formatNumber(info.words)],
            info.exported && info.exported < info.words ? [t('exported'), formatNumber(info.exported)] : null,
            info.dimension ? [t('dimension'), formatNumber(info.dimension)] : null,
            info.method ? [t('method'), info.method] : null,
            info.kind ? [t('kind'), t(`kind.${info.kind}`)] : null,
            info.totalCount ? [t('tokens'), formatNumber(info.totalCount)] : null,
            info.analyzer ? [t('analyzer'), info.analyzer] : null,
        ].filter(Boolean);
        return [
            el('h2', { class: 'card-model' }, info.id),
            info.stale || info.problem ? el('p', { class: 'problem', lang: 'en' }, info.stale ?? info.problem) : null,
            el(
                'dl',
                { class: 'facts' },
                facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))),
            ),
            el(
                'section',
                {},
                el('h3', {}, t('tryTitle')),
                el('p', { class: 'hint' }, t('tryText')),
                this.samples(info.id),
            ),
            el(
                'section',
                { class: 'keys-section' },
                el('h3', {}, t('keysTitle')),
                el(
                    'dl',
                    { class: 'keys' },
                    [
                        ['/', 'keys.search'],
                        ['← ↑ → ↓', 'keys.pan'],
                        ['+ −', 'keys.zoom'],
                        ['0', 'keys.fit'],
                        ['n p', 'keys.step'],
                        ['Enter', 'keys.pick'],
                        ['l', 'keys.lasso'],
                    ].map(([keys, text]) =>
                        el(
                            'div',
                            {},
                            el(
                                'dt',
                                {},
                                keys.split(' ').map((key) => [el('kbd', {}, key), ' ']),
                            ),
                            el('dd', {}, t(text)),
                        ),
                    ),
                ),
            ),
            Object.keys(info.metadata ?? {}).length
                ? el(
                      'details',
                      {},
                      el('summary', {}, t('metadata')),
                      el(
                          'dl',
                          { class: 'facts metadata' },
                          Object.entries(info.metadata).map(([name, value]) =>
                              el('div', {}, el('dt', {}, name), el('dd', {}, value)),
                          ),
                      ),
                  )
                : null,
        ];
    }

    /** Offers words of middling frequency as a start. */
    samples(model) {
        const { app } = this;
        const host = el('p', { class: 'samples' });
        app.source.vocabulary(model, { offset: 0, limit: 5_000 }).then(
            ({ words }) =>
                fill(
                    host,
                    sampleWords(words).map((word) => [wordLink(app, word), ' ']),
                ),
            () => fill(host),
        );
        return host;
    }
}

/** Words of middling frequency and readable length, the same ones every time. */
function sampleWords(words) {
    const chosen = [];
    for (
        let i = Math.min(300, words.length >> 2);
        i < words.length && chosen.length < 14;
        i = Math.ceil(i * 1.13) + 1
    ) {
        if (/^\p{L}{2,12}$/u.test(words[i]) && (words[i].length > 3 || /\p{Script=Han}/u.test(words[i]))) {
            chosen.push(words[i]);
        }
    }
    return chosen.length ? chosen : words.slice(0, 10).filter((word) => word.length < 40);
}

export { Card };
