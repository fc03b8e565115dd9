// What was run, so that somebody else can run the same: files, strategies, build, and the digest of what came out.

function drawIdentity(data) {
    const hash = text => ({text: text || '(no file: standard input or a journal)', kind: 'hash'});
    const parts = [
        table('Input, with the SHA-256 of the bytes of each file',
            [{name: 'file', kind: 'text'}, {name: 'kind', kind: 'text'}, {name: 'rows'}, {name: 'bad rows'}, {name: 'SHA-256', kind: 'text'}],
            data.inputs.map(input => [input.name, input.kind, grouped(input.rows), grouped(input.bad), hash(input.sha256)])),
        table('Strategies, with the SHA-256 of their canonical form',
            [{name: 'strategy', kind: 'text'}, {name: 'timeframe', kind: 'text'}, {name: 'ready at bar'},
                {name: 'converged at bar'}, {name: 'SHA-256', kind: 'text'}],
            data.strategies.map((strategy, i) => [
                {text: named(strategy.id, i)}, strategy.timeframe, grouped(strategy.readyBar),
                strategy.convergedBar < 0 ? 'never' : grouped(strategy.convergedBar), hash(strategy.hash)])),
        ...data.strategies.map(strategy => make('details', {class: 'document'},
            make('summary', {}, strategy.id),
            strategy.description ? make('p', {class: 'note'}, strategy.description) : '',
            make('pre', {tabindex: 0}, strategy.text),
            make('details', {}, make('summary', {}, 'canonical form, which the hash is made of'), make('pre', {tabindex: 0}, strategy.canonical)))),
        table('The run', [{name: '', kind: 'text'}, {name: 'value', kind: 'text'}], [
            ['content digest', {text: data.contentDigest, kind: 'hash'}],
            ['build', data.buildVersion],
            ['core level', String(data.coreLevel)]], 'plain'),
    ];
    byId('identity').replaceChildren(...parts);
}

/** The marks, explained by the marks. */
function drawKey() {
    const colour = 'var(--c0)';
    const mark = (...shapes) => svg('svg', {viewBox: '0 0 22 18', 'aria-hidden': 'true'}, shapes);
    const triangle = (points, filled) => svg('path', {d: points, fill: filled ? colour : 'none', stroke: colour, 'stroke-width': 1.6, 'stroke-dasharray': filled ? null : '2.5 1.5'});
    const up = 'M11 3L17 15H5Z';
    const down = 'M11 15L17 3H5Z';
    const entries = [
        [mark(triangle(up, true)), 'BUY, below its bar'],
        [mark(triangle(down, true)), 'SELL, above its bar'],
        [mark(triangle(up, false)), 'hollow: not converged, the numbers behind it still remember where the data began'],
        [mark(svg('path', {d: 'M7 5L15 13M15 5L7 13', stroke: colour, 'stroke-width': 1.8})), 'ended by its stop, at the exit price'],
        [mark(svg('circle', {cx: 11, cy: 9, r: 4, fill: colour})), 'ended by its target'],
        [mark(svg('rect', {x: 7.5, y: 5.5, width: 7, height: 7, fill: colour})), 'ended by its exit rule, or released'],
        [mark(svg('circle', {cx: 11, cy: 9, r: 4, fill: 'none', stroke: colour, 'stroke-width': 1.8})), 'expired'],
        [mark(svg('path', {d: 'M11 4L16 9L11 14L6 9Z', fill: 'none', stroke: colour, 'stroke-width': 1.6})), 'ended by a conflict, or the strategy was removed'],
        [mark(svg('rect', {x: 2, y: 3, width: 18, height: 12, rx: 3, fill: 'var(--ink)'}), svg('text', {x: 11, y: 12.5, 'text-anchor': 'middle', fill: 'var(--card)', 'font-size': 9}, '12')),
            'that many in one place (grey numbers at the bottom: endings); a click zooms in'],
        [mark(svg('line', {x1: 2, x2: 20, y1: 14, y2: 4, stroke: 'var(--win)', 'stroke-width': 1.4, 'stroke-dasharray': '3 3'})), 'from entry to exit: green won, red did not'],
        [mark(svg('line', {x1: 11, x2: 11, y1: 1, y2: 17, stroke: 'var(--soft)', 'stroke-dasharray': '1 3', 'stroke-width': 1.4})), 'time passed here without bars; the axis counts bars and does not stretch'],
    ];
    const keys = [['wheel', 'zoom'], ['drag', 'move'], ['← →', 'move'], ['+ −', 'zoom'], ['0', 'everything'], ['n p', 'next signal, the one before'],
        [', .', 'a bar back, a bar on'], ['Home End', 'first and last bars'], ['Esc', 'let go']];
    byId('key').replaceChildren(
        make('dl', {}, entries.map(([picture, words]) => [make('dt', {}, picture), make('dd', {}, words)])),
        make('p', {}, keys.map(([key, words]) => [make('kbd', {}, key), ` ${words}   `])),
        make('p', {class: 'note'}, 'Colours of marks are those of the strategies. Rising bars are hollow, falling ones filled, nobody traded: a dashed stroke. All times are UTC.'));
}
