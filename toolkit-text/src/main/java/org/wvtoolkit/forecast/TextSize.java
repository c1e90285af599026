package org.wvtoolkit.forecast;

/**
 * How much text a training would read.
 *
 * @param tokens all tokens
 * @param lines all lines
 * @param keptTokens tokens left at the minimum count
 * @param words distinct words, all of them
 * @param wordBytes bytes of the distinct words
 * @param readNanos how long reading and counting took
 */
public record TextSize(long tokens, long lines, long keptTokens, long words, long wordBytes, long readNanos) {}
