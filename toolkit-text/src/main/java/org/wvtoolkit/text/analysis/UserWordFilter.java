package org.wvtoolkit.text.analysis;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Filter that joins adjacent tokens to the longest user word that begins at a token. If the word
 * ends within a token, the rest of that token remains. Tokens are adjacent if no character is
 * between them.
 */
final class UserWordFilter extends TokenFilter {
    private final Set<String> words;
    private final int longest;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final Deque<Token> ahead = new ArrayDeque<>();
    private boolean ended;

    /** Token and its position in the text, in characters. */
    private record Token(String text, int start, int end) {}

    UserWordFilter(TokenStream in, Set<String> words) {
        super(in);
        this.words = words;
        longest = words.stream().mapToInt(String::length).max().orElse(0);
    }

    @Override
    public boolean incrementToken() throws IOException {
        lookAhead();
        Token first = ahead.peek();
        if (first == null) {
            return false;
        }
        Token token = joinNext(first);
        clearAttributes();
        term.append(token.text());
        offset.setOffset(token.start(), token.end());
        return true;
    }

    /** Reads tokens until the buffer is as long as the longest user word. */
    private void lookAhead() throws IOException {
        int characters = ahead.stream().mapToInt(token -> token.text().length()).sum();
        while (!ended && (ahead.isEmpty() || characters < longest)) {
            if (input.incrementToken()) {
                ahead.add(new Token(term.toString(), offset.startOffset(), offset.endOffset()));
                characters += term.length();
            } else {
                ended = true;
            }
        }
    }

    /** Removes the next token, joined with the following ones if they form a user word. */
    private Token joinNext(Token first) {
        StringBuilder run = new StringBuilder();
        int end = first.start();
        for (Iterator<Token> tokens = ahead.iterator(); tokens.hasNext() && run.length() < longest; ) {
            Token token = tokens.next();
            if (token.start() != end) {
                break;
            }
            run.append(token.text());
            end = token.end();
        }
        for (int length = Math.min(longest, run.length()); length > first.text().length(); length--) {
            if (words.contains(run.substring(0, length))) {
                return take(length, run.substring(0, length));
            }
        }
        ahead.remove();
        return first;
    }

    private Token take(int length, String word) {
        Token token = ahead.remove();
        int start = token.start();
        int left = length - token.text().length();
        while (left > 0) {
            token = ahead.remove();
            if (token.text().length() > left) {
                int at = Math.min(token.end(), token.start() + left);
                ahead.addFirst(new Token(token.text().substring(left), at, token.end()));
                return new Token(word, start, at);
            }
            left -= token.text().length();
        }
        return new Token(word, start, token.end());
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        ahead.clear();
        ended = false;
    }
}
