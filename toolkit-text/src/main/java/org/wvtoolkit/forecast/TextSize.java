package org.wvtoolkit.forecast;

/**
 * Size of a text for training.
 *
 * @param tokens number of tokens
 * @param lines number of lines
 * @param keptTokens number of tokens whose word reaches the minimum count
 * @param words number of distinct words
 * @param wordBytes total size of the distinct words in bytes
 * @param readNanos time to read and count the text, in nanoseconds
 */
public record TextSize(long tokens, long lines, long keptTokens, long words, long wordBytes, long readNanos) {}
