"""The shared words of the labour market: occupation groups, occupations, skills, languages, licences.

Owns their keys, labels and how near occupations are to each other; knows nothing of pacts or people.
"""
