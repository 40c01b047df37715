"""Invented names: given names and surnames of many origins, put together by chance, no two people
alike.
"""

from collections.abc import Sequence
from random import Random

_GIVEN = (
    "Abena Adaeze Adil Aiko Aisling Alejandra Aleksander Amara Amina Anahí Andile Aniela Anouk "
    "Arash Arjun Asha Ayana "
    "Ayumi Azadeh Beatriz Bekele Benicio Bilal Binta Bogdan Brisa Camila Caoimhe Cedric Chanel "
    "Chidi Citlali Corinne "
    "Dalia Damaris Danilo Darius Davit Delphine Deniz Devika Dinh Dmitri Eamon Ebony Efua Eleni "
    "Elio Emeka Esperanza "
    "Eszter Fabiola Fadi Farah Fatou Felipe Fumiko Gabriela Gideon Giulia Grace Hadiza Hana "
    "Harshita Hassan Hedda Hiro "
    "Hoa Ibrahim Ikram Ilse Imani Ines Isidro Itzel Ivana Jabari Jasmin Javier Jelena Jiho "
    "Joaquín Jovan Kaito Kalani "
    "Kamala Karim Katarzyna Keisha Kenji Khadija Kofi Lakshmi Laleh Lamar Leilani Lidia Linh "
    "Lorenzo Luz Mahlet Malik "
    "Mariam Marisol Mateus Mei Meseret Mihai Milan Minh Mireille Moana Mustafa Nadège Naledi "
    "Naveen Nayeli Nia Niamh "
    "Nikolai Nour Obinna Octavia Odalys Olena Omar Orla Osvaldo Paloma Paulina Pema Petra "
    "Quentin Rafiq Rania Rashad "
    "Renata Rohan Rosalind Ruslan Sabela Safiya Samira Sanjay Selam Shanice Sibongile Simone "
    "Sinead Soledad Soraya "
    "Stellan Suda Sunita Tadeo Tamika Tariq Tenzin Thandi Thiago Tomasz Tova Trinh Ulises Umar "
    "Valeria Vanja Viktor "
    "Wanjiru Wilhelmina Ximena Yael Yaretzi Yasmin Yohannes Yuki Zainab Zeynep Zoraida Zuri"
).split()
_TITLED = {
    "Ms": (
        "Abena Alejandra Amina Aniela Anouk Asha Beatriz Binta Camila Caoimhe Delphine Devika "
        "Ebony Efua Eleni Esperanza "
        "Eszter Farah Fatou Fumiko Gabriela Giulia Grace Hadiza Hana Ilse Itzel Jelena Katarzyna "
        "Keisha Khadija Lakshmi "
        "Leilani Lidia Linh Mariam Marisol Mireille Nadège Nayeli Niamh Olena Orla Paloma "
        "Paulina Petra Renata Rosalind "
        "Samira Shanice Soledad Soraya Sunita Tamika Thandi Valeria Wanjiru Ximena Yael Yasmin "
        "Zainab Zeynep"
    ).split(),
    "Mr": (
        "Adil Aleksander Arash Arjun Bekele Benicio Bilal Bogdan Cedric Chidi Danilo Darius "
        "Davit Dmitri Eamon Elio Emeka "
        "Fadi Felipe Gideon Hassan Hiro Ibrahim Isidro Jabari Javier Joaquín Jovan Kaito Karim "
        "Kenji Kofi Lamar Lorenzo "
        "Malik Mateus Mihai Mustafa Naveen Nikolai Obinna Omar Osvaldo Quentin Rafiq Rashad "
        "Rohan Ruslan Sanjay Stellan "
        "Tadeo Tariq Thiago Tomasz Ulises Umar Viktor Yohannes"
    ).split(),
}
"""How staff are spoken to, and given names that go with it."""

_SURNAMES = (
    "Abara Abdi Achterberg Adeyemi Afolabi Aguirre Akintola Alcaraz Alemayehu Almonte Amadi "
    "Andrade Aoki Arroyo Asante "
    "Avedissian Ayala Azizi Bagheri Balogun Banerjee Barros Batbayar Bekele Belmonte Benítez "
    "Bhatt Bielski Boateng "
    "Bonilla Brathwaite Brennan Bui Byrne Cabrera Calloway Camacho Cardoso Carvalho Castellano "
    "Chaudhry Chavira Chukwu "
    "Cisneros Cooley Cordova Dang Dao Delacroix Demir Desrosiers Diallo Diaz Dlamini Doherty "
    "Dorsey Duarte Dubois Eklund "
    "Enciso Espaillat Eze Fajardo Falana Farrokh Feliciano Ferreira Fofana Fonseca Fujita Gebre "
    "Ghosh Gichuru Godoy "
    "Goldfarb Gonsalves Grabowski Guerrero Gutu Haddad Hailu Halvorsen Hamdan Haruna Hashimoto "
    "Hoang Huerta Idowu Igwe "
    "Ishikawa Ito Iyer Jaramillo Jelani Joshi Juarez Kaba Kamara Kapoor Karimi Kealoha Keita "
    "Khoury Kibet Kowalczyk "
    "Kulkarni Laguerre Lam Lindqvist Lozano Lukić Macharia Madera Mahfouz Malaj Mbatha Medrano "
    "Mekonnen Melendez Mendoza "
    "Mishra Mokoena Montoya Morikawa Mutua Nakagawa Narvaez Nascimento Ndiaye Ngata Nguyen Nkosi "
    "Noriega Novak Nwosu "
    "Obeng Ochoa Odhiambo Okafor Okonkwo Olawale Ontiveros Oyelaran Pacheco Palakiko Paredes "
    "Patel Pavlović Pereira "
    "Petrosyan Pham Pillai Quiñones Quispe Rahimi Ramírez Rao Rendón Restrepo Reyna Rosario "
    "Saavedra Sadiq Sakai Salazar "
    "Sandoval Sarkisian Sato Segura Sesay Shrestha Sierra Sithole Solano Sow Szabo Tadesse "
    "Tanaka Tapia Tavares Tesfaye "
    "Thao Toure Tran Trujillo Uchida Urbina Uzun Valdivia Vang Varela Vega Velarde Villalobos Vu "
    "Wachira Wójcik Xiong "
    "Yamada Yang Yeboah Zamora Zapata Zelaya Zewde Zhang Zubair"
).split()


class FullNames:
    """Gives each person a full name that nobody else of the school has."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._taken: set[str] = set()

    def surname(self) -> str:
        """Any surname."""
        return self._chance.choice(_SURNAMES)

    def full(self, surname: str) -> str:
        """A new full name; where the plain ones run out, a second surname is joined to the
        first.
        """
        return self._new(_GIVEN, surname)

    def titled(self, surname: str) -> tuple[str, str]:
        """A title and a new full name that goes with it."""
        title = self._chance.choice(tuple(_TITLED))
        return title, self._new(_TITLED[title], surname)

    def _new(self, given: Sequence[str], surname: str) -> str:
        name = f"{self._chance.choice(given)} {surname}"
        while name in self._taken:
            name = f"{self._chance.choice(given)} {surname}"
            if name in self._taken:
                name = f"{name}-{self.surname()}"
        self._taken.add(name)
        return name
