using System.Buffers;
using System.Numerics;
using System.Text;

namespace Dcmqi.Terminology;

/// <summary>Names by their words: which names hold a word, its beginning, or what it was a slip of.</summary>
/// <remarks>The tables are generated, so that nothing but the list of words is made when a word is first looked for.</remarks>
internal sealed class WordIndex
{
    /// <summary>The words of a question that count; a bit each.</summary>
    public const int MostWords = 32;

    /// <summary>What the weights of names were multiplied by to be whole numbers.</summary>
    public const float WeightScale = 1000;

    private const int MostBeginnings = 64;
    private const int ShortestSlip = 4, ShortestDoubleSlip = 8;

    private readonly string[] _words;
    private readonly ushort[] _starts;
    private readonly ushort[] _holders;
    private readonly ushort[] _terms;
    private readonly byte[] _sides;
    private readonly ushort[] _weights;
    private readonly Lazy<uint[]> _letters;

    /// <summary>Takes the tables.</summary>
    /// <param name="words">All words of names, in the order of their bytes, a line each.</param>
    /// <param name="starts">For each word where its names begin in <paramref name="holders"/>, and where the last ends.</param>
    /// <param name="holders">The numbers of the names that hold each word.</param>
    /// <param name="terms">For each name the number of its term.</param>
    /// <param name="sides">For each name the <see cref="Side"/> that it speaks of.</param>
    /// <param name="weights">For each name the weight of its words, times <see cref="WeightScale"/>.</param>
    public WordIndex(ReadOnlySpan<byte> words, ReadOnlySpan<ushort> starts, ReadOnlySpan<ushort> holders, ReadOnlySpan<ushort> terms, ReadOnlySpan<byte> sides, ReadOnlySpan<ushort> weights)
    {
        _words = Encoding.UTF8.GetString(words).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _starts = starts.ToArray();
        _holders = holders.ToArray();
        _terms = terms.ToArray();
        _sides = sides.ToArray();
        _weights = weights.ToArray();
        _letters = new Lazy<uint[]>(() => [.. _words.Select(LettersOf)]);
    }

    /// <summary>Rare words tell more than common ones.</summary>
    /// <param name="names">All names.</param>
    /// <param name="holding">Those that hold the word.</param>
    public static float WeightOf(int names, int holding) => MathF.Log(1 + ((float)names / holding));

    public int TermOf(int name) => _terms[name];

    public Side SideOf(int name) => (Side)_sides[name];

    public float WeightOf(int name) => _weights[name] / WeightScale;

    /// <summary>Finds the names that hold words of a question.</summary>
    /// <param name="words">At most <see cref="MostWords"/> words.</param>
    /// <param name="matches">Takes the names, each once.</param>
    /// <param name="weights">Takes the weight of each word.</param>
    /// <returns>The weight of all words together.</returns>
    public float Find(List<string> words, List<NameMatch> matches, Span<float> weights)
    {
        // For each name where it is in the list, from 1.
        int[] places = ArrayPool<int>.Shared.Rent(_terms.Length);
        Array.Clear(places, 0, _terms.Length);
        var likely = new List<WordMatch>();
        float total = 0;
        for (int index = 0; index < words.Count; index++)
        {
            likely.Clear();
            FindWords(words[index], likely);
            weights[index] = likely.Count == 0 ? WeightOf(_terms.Length, 1) : 0;
            foreach (WordMatch match in likely)
                weights[index] = Math.Max(weights[index], WeightOfWord(match.Word));
            total += weights[index];
            foreach (WordMatch match in likely)
                Add(match, 1u << index, Math.Min(weights[index], WeightOfWord(match.Word)) * match.Quality, matches, places);
        }

        ArrayPool<int>.Shared.Return(places);
        return total;
    }

    // The best comes first: a name counts once for a word.
    private void Add(WordMatch match, uint bit, float gained, List<NameMatch> matches, int[] places)
    {
        for (int holder = _starts[match.Word]; holder < _starts[match.Word + 1]; holder++)
        {
            int name = _holders[holder];
            if (places[name] == 0)
            {
                matches.Add(new NameMatch(name, gained, bit));
                places[name] = matches.Count;
            }
            else if ((matches[places[name] - 1].Words & bit) == 0)
            {
                NameMatch before = matches[places[name] - 1];
                matches[places[name] - 1] = new NameMatch(name, before.Weight + gained, before.Words | bit);
            }
        }
    }

    private float WeightOfWord(int word) => WeightOf(_terms.Length, _starts[word + 1] - _starts[word]);

    private void FindWords(string word, List<WordMatch> found)
    {
        int place = PlaceOf(word);
        if (place < _words.Length && _words[place] == word)
        {
            found.Add(new WordMatch(place, 1));
            return;
        }

        // Beginnings: the nearer to the whole word, the better.
        for (int next = place; word.Length > 1 && next < _words.Length && found.Count < MostBeginnings && _words[next].StartsWith(word, StringComparison.Ordinal); next++)
            Insert(found, new WordMatch(next, 0.6f + (0.35f * word.Length / _words[next].Length)));
        if (found.Count == 0 && word.Length >= ShortestSlip)
            FindSlips(word, found);
    }

    // Where a word stands among the words, or would stand.
    private int PlaceOf(string word)
    {
        int low = 0, high = _words.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (IsBefore(_words[middle], word))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    // In the order of their letters. string.CompareOrdinal does no more, but is compiled when it is first called.
    private static bool IsBefore(string left, string right)
    {
        int length = Math.Min(left.Length, right.Length);
        for (int index = 0; index < length; index++)
        {
            if (left[index] != right[index])
                return left[index] < right[index];
        }

        return left.Length < right.Length;
    }

    private void FindSlips(string word, List<WordMatch> found)
    {
        int limit = word.Length >= ShortestDoubleSlip ? 2 : 1;
        uint letters = LettersOf(word);
        uint[] lettersOfWords = _letters.Value;
        for (int other = 0; other < _words.Length; other++)
        {
            // Each slip changes at most two letters of the set.
            string candidate = _words[other];
            if (Math.Abs(candidate.Length - word.Length) > limit || BitOperations.PopCount(letters ^ lettersOfWords[other]) > 2 * limit)
                continue;
            int distance = EditDistance.Of(word, candidate, limit);
            if (distance <= limit)
                Insert(found, new WordMatch(other, 0.95f - (0.15f * distance) - (candidate[0] == word[0] ? 0 : 0.1f)));
        }
    }

    private static void Insert(List<WordMatch> found, WordMatch match)
    {
        int place = found.Count;
        while (place > 0 && found[place - 1].Quality < match.Quality)
            place--;
        found.Insert(place, match);
    }

    private static uint LettersOf(string word)
    {
        uint letters = 0;
        foreach (char letter in word)
            letters |= 1u << (letter & 31);
        return letters;
    }
}
