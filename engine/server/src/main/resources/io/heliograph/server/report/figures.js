// What the signals of each strategy came to.

const FIGURES = [
    {name: 'strategy', kind: 'text'}, {name: 'signals', title: 'entries: BUY and SELL'}, {name: 'BUY'}, {name: 'SELL'},
    {name: 'HOLD', title: 'endings that entered nothing'}, {name: 'ended by', kind: 'text'}, {name: 'open', title: 'nothing ended them'},
    {name: 'scored', title: 'ended, without REMOVED'}, {name: 'hit rate', title: 'WIN / ended'}, {name: 'mean return', title: 'gross'},
    {name: 'mean MFE', title: 'best while it stood'}, {name: 'mean MAE', title: 'worst while it stood'},
    {name: 'Brier', title: 'mean of (confidence - WIN)²; lower is better'},
    {name: 'constant', title: 'Brier score of the hit rate claimed every time'},
];
const ENDING_COLOURS = {
    STOP: 'var(--loss)', TARGET: 'var(--win)', EXIT: 'var(--l0)', EXPIRED: 'var(--l6)', OPPOSITE: 'var(--l1)', CONFLICT: 'var(--l2)',
    RELEASED: 'var(--l3)', REMOVED: 'var(--l7)',
};

function drawFigures(data, isExact) {
    const share = x => ({text: isNumber(x) ? (isExact ? numberText(x) : percent(x)) : '', title: numberText(x)});
    const score = x => ({text: isNumber(x) ? (isExact ? numberText(x) : fixed(x, 3)) : '', title: numberText(x)});
    const rows = data.statistics.map((each, i) => ({
        properties: {'data-strategy': each.strategy},
        cells: [
            {text: named(each.strategy, i)},
            grouped(each.entries), grouped(each.buys), grouped(each.sells), grouped(each.holds),
            {text: endings(each), kind: 'wrap'},
            grouped(each.open), grouped(each.scored),
            score(each.hitRate), share(each.meanReturn), share(each.meanMfe), share(each.meanMae), score(each.brier), score(each.constantBrier),
        ],
    }));
    byId('table').replaceChildren(data.statistics.length === 0
        ? make('p', {class: 'note'}, 'No strategy was run.')
        : table('What became of the signals, all symbols together', FIGURES, rows));
}

function endings(statistics) {
    const ended = Object.entries(statistics.endings).sort((a, b) => b[1] - a[1]);
    if (ended.length === 0) {
        return make('span', {}, '–');
    }
    return make('span', {},
        ended.map(([reason, count]) => `${reason.toLowerCase()} ${grouped(count)}`).join(', '),
        make('span', {class: 'stack', 'aria-hidden': 'true'}, ended.map(([reason, count]) => {
            const part = make('i', {colour: ENDING_COLOURS[reason] ?? 'var(--soft)', title: reason});
            part.style.flexGrow = count;
            return part;
        })));
}

function named(text, i) {
    return make('span', {}, make('i', {class: 'swatch', colour: strategyColour(i)}), ' ' + text);
}
