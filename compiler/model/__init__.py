"""The meaning of a methodology: the pivot between the language and the back ends; knows neither text nor Excel."""
